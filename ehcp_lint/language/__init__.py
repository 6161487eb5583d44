"""Words, sentences and names as offsets into the text they came from; the only wing that knows spaCy.

Everything here is a pure function of its text, and every position it gives back is a character offset into that text:
`plain`, `sentence_case` and `mask` change characters but never the length. spaCy costs a second to import and
three times as long per text as our own word index, so it loads only when `spacy_phrases` is first called."""

from ehcp_lint.language.letters import MASK, lower, plain, sentence_case, shouted
from ehcp_lint.language.names import capital_words, mask
from ehcp_lint.language.phrases import Matcher, Word, english, phrases, spacy_phrases, words
from ehcp_lint.language.sentences import Places, carries_on, sentences, squeeze

__all__ = [
    "MASK",
    "Matcher",
    "Places",
    "Word",
    "capital_words",
    "carries_on",
    "english",
    "lower",
    "mask",
    "phrases",
    "plain",
    "sentence_case",
    "sentences",
    "shouted",
    "spacy_phrases",
    "squeeze",
    "words",
]
