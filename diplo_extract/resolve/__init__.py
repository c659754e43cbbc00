"""From mentions to records: who is meant, what repeats what, which belongs to which. No spaCy.

The order matters: actors first (everything else asks who), then agreements, then what refers to agreements.
"""

from __future__ import annotations

from diplo_extract.article import Article
from diplo_extract.context import Context
from diplo_extract.records import ArticleInfo, Extraction
from diplo_extract.resolve.actors import resolve_actors
from diplo_extract.resolve.agreements import resolve_agreements
from diplo_extract.resolve.events import resolve_events
from diplo_extract.resolve.sectors import resolve_sectors
from diplo_extract.resolve.targets import resolve_targets


def resolve(article: Article, ctx: Context) -> Extraction:
    """Link the mentions of a text to one another and return its records."""
    actors = resolve_actors(ctx)
    signed = resolve_agreements(ctx, actors)
    fields = resolve_sectors(ctx, actors, signed)
    money = resolve_targets(ctx, actors)
    events = resolve_events(ctx, actors, signed)
    return Extraction(
        article=info(article),
        principals=actors.principals,
        agreements=signed.agreements,
        signatories=signed.signatories,
        sectors=fields.sectors,
        unlisted_fields=fields.unlisted,
        amounts=money.amounts,
        monetary_targets=money.monetary_targets,
        quantity_targets=money.quantity_targets,
        historical_dates=events.historical_dates,
        timeline=events.timeline,
        warnings=tuple(sorted(ctx.warnings, key=lambda w: (w.start, w.end, w.code, w.message))),
    )


def info(article: Article) -> ArticleInfo:
    """Return what the output says of the article itself."""
    return ArticleInfo(
        id=article.id,
        source=article.source,
        published=article.published.isoformat() if article.published else None,
        title=article.title,
        sha256=article.sha256,
        words=len(article.text.split()),
    )
