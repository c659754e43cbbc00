from diplo_extract.records import ArticleInfo, Extraction, Mention, Sector
from diplo_extract.report.terminal import marked


def extraction(*spans: tuple[int, int]) -> Extraction:
    text = "on trade and energy ties"
    mentions = tuple(Mention(a, b, text[a:b], "r") for a, b in spans)
    return Extraction(ArticleInfo("x", None, None, None, "", 0), sectors=(Sector("trade", None, (), mentions),))


def test_marks_stand_around_the_words_and_nest() -> None:
    shown = marked("on trade and energy ties", extraction((3, 8), (3, 19)), color=False)
    assert shown == "on [[trade|trade] and energy|trade] ties"


def test_colors_only_when_asked() -> None:
    assert "\x1b[36m[" in marked("on trade and energy ties", extraction((3, 8)), color=True)


def test_an_article_cannot_steer_the_terminal() -> None:
    assert marked("a\x1b[2Jb\u202ec\rd", extraction(), color=True) == "a\\u001b[2Jb\\u202ec\\u000dd"
