"""Read articles from files of many kinds."""
