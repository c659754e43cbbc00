"""Leave out the parts of a model that nothing reads.

The chain reads a model's named entities and no more. In ``en_core_web_sm`` the entities need neither the tagger nor
the parser, and these take most of the time. They are switched off, not removed: ``nlp.enable_pipe("parser")`` brings
one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# By factory. What they write is tags, lemmas, sentences, the parse, and classes of the whole text.
UNREAD = frozenset(
    "tagger morphologizer parser senter sentencizer lemmatizer trainable_lemmatizer attribute_ruler textcat "
    "textcat_multilabel".split()
)
_ENTITIES = frozenset({"ner", "beam_ner"})
# What others may read token by token; needed as long as one of them is.
_VECTORS = frozenset({"tok2vec", "transformer", "curated_transformer"})


def switch_off_unread(nlp: Language, *, entities: bool, own: frozenset[str]) -> None:
    """Switch off what neither the chain nor the model's entities read.

    Nothing is touched where a component runs that is unknown here, as it may read anything.

    Args:
        nlp: a pipeline that has the chain.
        entities: whether the model's entities are read; they are switched off as well where not.
        own: the names of the components that read nothing of the model's but the entities.
    """
    factories = {name: nlp.get_pipe_meta(name).factory for name in nlp.pipe_names if name not in own}
    if not set(factories.values()) <= UNREAD | _ENTITIES | _VECTORS:
        return
    off = UNREAD if entities else UNREAD | _ENTITIES
    for name, factory in factories.items():
        if factory in off:
            nlp.disable_pipe(name)
    for name, factory in factories.items():
        if factory in _VECTORS and not _is_heard(nlp, name):
            nlp.disable_pipe(name)


def _is_heard(nlp: Language, name: str) -> bool:
    """Tell whether a component that runs takes its vectors from this one."""
    listeners = getattr(nlp.get_pipe(name), "listening_components", None)
    return listeners is None or bool(set(listeners) & set(nlp.pipe_names))
