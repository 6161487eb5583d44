"""What section A can hold besides views: how they were gathered, hopes, interests, communication, dates; and whether an "I"
talks like a report. Patterns for one folded sentence each."""

from __future__ import annotations

import re

from ehcp_lint.grammar.patterns import Pattern

_FUTURE = (
    r"(?:be(?:come)? (?!able to (?:go|leave|have)|different|better|changed|left|first|alone|quiet|in (?:bed|my|his|her|"
    r"the (?:line|front|queue)))|"
    r"becom|see (?:him|her|them)|have (?:his|her|my|their|a|an|friends|more friends|lots of friends|children|kids|money)|"
    r"get (?:a|"
    r"an|married|into|my|his|her|good|better|on|qualif\w+)|go (?:to|on to|into|abroad|back to) (?:college|university|uni|"
    r"sixth|mainstream|work|school|a |an |live|the army|australia|america|\w+ (?:college|university|school|academy))|"
    r"go on to|go into|live|work|learn|study|travel|make (?:new |more |some |a )?(?:friends|difference|career|film|game)|"
    r"own|drive|earn|achieve|pass|play for|play (?:football|rugby|cricket|music|the \w+) (?:for|professionally|in)|"
    r"join (?:the|a) (?:army|police|navy|team|club|band|fire)|start|train|do (?:an? (?:apprenticeship|course|job|degree)|"
    r"well|a-levels|gcses)|build|move (?:into|to|out)|pursue|attend|manage|develop|succeed|help (?:other|people|animals)|"
    r"look after (?:animals|myself|himself|herself)|"
    r"read (?:books|by|on|like|well|better|chapter)|write (?:books|stories|my|his|her)|swim\b|ride|run a|save|"
    r"see the world|continue|use public|cook|catch|shop|represent|perform|act\b|sing\b|design|improve|finish school|"
    r"leave home)"
)
_HOPER = (
    r"(?:want(?:s|ed)?|would (?:really |also |still |dearly |love |very much )*(?:like|love)|'d (?:really |"
    r"also )?(?:like|love)|wish(?:es)?|aim(?:s)?|plan(?:s|ning)?|intend(?:s)?|long(?:s)?|is determined|"
    r"am determined|is keen|are keen|am keen)"
)
ASPIRATION = Pattern(
    rf"(?<!not )(?<!n't )\b{_HOPER} (?:for )?(?:(?:him|her|them|me|us|our (?:son|daughter|child)|my (?:son|daughter|child|"
    rf"boy|girl)|[a-z]+(?! to to)) )?(?:to )(?:be able to |eventually |one day |also |really |hopefully )*{_FUTURE}"
    r"|\binterest in (?:working|studying|becoming|training|a career|being|learning|doing|going)\b|\bhop(?:e|es|ed|"
    r"ing)\b(?! (?:this|that this|you))|\baspir(?:e|es|ing|ation|ations)\b|\bdream(?:s|t|"
    r"ed)?\b(?! ?catcher)(?: (?:of|job|is|about|to|that)\b)|\b(?:ambition|long[- ]term goal|life goal|future goal|"
    r"goal (?:is|for the future)|goals? (?:in life|are|include))s?\b"
    r"|\b(?:i'm|i am|im|he's|she's|he is|she is|i will|i'll|going) (?:going to )?(?:be|become) an? (?!little|bit|good|"
    r"happy|kind|very|bad)\w+(?: \w+)?(?: when| one day|$|\.|!|,)|\bgoing to be an? \w+|\blooking forward to (?:starting|"
    r"going|moving|college|work|his|her|my|leaving|being|having)\b|\b(?:wants|want|would like|would love) (?:a|to get a|"
    r"to have a|my own|his own|her own|their own) (?:job|career|girlfriend|boyfriend|flat|house|home|family|place|car|"
    r"wife|husband|business)\b"
)

FUTURE = Pattern(
    r"\b(?:in the future|when (?:i|he|she|they|i'm|i am)(?: am| is| are)? (?:older|grown|grow|leave|an adult|eighteen|18|"
    r"16|bigger|finish|finishes|leaves|grows)|one day|as an adult|when older|"
    r"after (?:school|college) (?:i|he|she))\b"
)
_AHEAD = Pattern(r"\b(?:want|wants|would|will|going to|be a|be an|become|have|like to|i'd|i'll)\b")
_FEARS = Pattern(r"\b(?:worr\w+|scared|afraid|anxious|nervous|fear\w*|frightened)\b")


def hope_in(low: str) -> re.Match[str] | None:
    """Where a sentence tells of a hope or goal for the future; a worry about it is none."""
    if hope := ASPIRATION.search(low):
        return hope
    future = FUTURE.search(low)
    return future if future and _AHEAD.search(low) and not _FEARS.search(low) else None


INTEREST = Pattern(
    r"(?<!would )(?<!'d )\b(?:likes?|loves?|enjoys?|favourites?|hobb(?:y|ies)|interested in|interests?|passionate about|"
    r"keen on|fan of|"
    r"into (?:football|music|gaming|cars|trains)|good at|best thing|adores?|fascinated|obsessed|fun)\b"
)
COMMUNICATION = Pattern(
    r"\bcommunicat(?:es?|ing|ion)\b|\b(?:non|pre|minimally)[- ]?verbal\b|\b(?:uses?|using|understands?) (?:a |an |the |"
    r"his |her |my |some )?(?:\w+ )?(?:makaton|pecs|bsl|sign(?:s|ing| language)?|aac|eye[- ]gaze|symbols|gestures?|"
    r"facial expressions?|vocali[sz]ations?|communication (?:aid|book|board|device)|single words|short phrases)\b"
    r"|\b(?:says?|shows?|tells?|signals?|indicates?) (?:us |me |you |people )?(?:yes|no|'?yes'? and '?no'?|pain|"
    r"when (?:he|she|they|i) (?:is|am|are|has|wants?|needs?)|distress|that (?:he|she|i|they) (?:is|am|are|wants?|"
    r"needs?))\b"
    r"|\b(?:first|home) language\b|\b(?:talk|speak) (?:to|with) me\b|\bgive (?:me|him|her|them) (?:time|"
    r"extra time) to (?:answer|think|reply|respond|process)\b|\bhow (?:best )?to communicate\b|\binterpreter\b"
)
OBSERVED = Pattern(
    r"\b(?:looked (?:at|longest)|looks (?:at|towards|away)|turn(?:s|ed) (?:away|towards)|reach(?:es|ed) (?:for|out)|"
    r"push(?:es|ed) (?:away|it)|smil(?:es|ed)|laugh(?:s|ed)|vocalis(?:es|ed)|gaz(?:es|ed|e)|"
    r"leans? (?:in|towards|away)|leant|cries|cried|covers? (?:his|her|their) ears|relax(?:es|ed)|stills|settles|"
    r"leads? (?:adults|staff|us)|pulls?|takes? (?:an adult|adults|staff|us) by the hand|body language|"
    r"facial expressions?)\b"
)
CHOSE = Pattern(r"\b(?:chose|picked|pointed|signed|selected|indicated|gestured|nodded|shook (?:his|her|their) head)\b")
NO_VIEWS = Pattern(
    r"\b(?:unable|not (?:currently |yet )?able|not possible|could not|cannot|can't|can not|too young|"
    r"lacks? the (?:capacity|language)|does not have the (?:language|words|speech|understanding|capacity)|not been able|"
    r"difficult)\b[^.;]{0,60}\b(?:views?|wishes|opinions?|feelings|voice|thoughts|aspirations)\b"
    r"|\b(?:views|wishes)\b[^.;]{0,40}\b(?:not (?:been )?(?:gathered|obtained|sought|given|recorded|known|available|"
    r"provided|possible)|unable|unknown|could not be|cannot be)\b|\btoo young to\b"
    r"|\b(?:did not|does not|didn't|chose not|declined|refused|not)(?: \w+)? (?:wish |want |feel able )?(?:to )?(?:share|"
    r"give|express|provide|offer|contribute|take part|engage|participate|answer)\b"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept?|oct|nov|dec)"
)
DATE = Pattern(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? \d{{4}}| '?\d\d\b)?|\b{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|"
    rf"th)?,? )?(?:19|20)\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b(?:autumn|spring|summer) (?:term )?(?:19|"
    rf"20)\d\d\b"
)
SHORT_TERM = Pattern(
    r"\b(?:this (?:year|term)|next (?:year|term|week)|short[- ]term|soon|by (?:christmas|easter|the summer)|at (?:school|"
    r"home) i want|in year \d+|this summer|before i leave)\b"
)
LONG_TERM = Pattern(
    r"\b(?:in the future|when (?:i|he|she|they)(?:'m| am| is| are)? (?:older|grown|grow|leave|an adult|18|finish)|one day|"
    r"long[- ]term|as an adult|job|career|university|college|live (?:on|in|by|independently|alone)|own (?:home|house|flat|"
    r"place)|married|dream|ambition|when older|work (?:with|as|in|for))\b"
)
VIEW_VERB = Pattern(
    r"(?<!\w)i(?:'m|'d)? (?:(?:really|also|do|don't|do not|always|sometimes|still|just|would|am|feel|never|only|quite|"
    r"often|get|can|can't|cannot|not|think|like|used to|will|have|am also|most of all|absolutely|strongly|now|usually|"
    r"find it|did|didn't|don't really|'d) )*"
    r"(?:like|love|enjoy|hate|dislike|want|need|feel|felt|find|think|hope|wish|prefer|worry|worried|happy|sad|angry|"
    r"scared|anxious|nervous|cross|excited|proud|bored|upset|good at|struggle|can't|cannot|don't understand|miss|care|"
    r"believe|mind|know|going to|would like|afraid|lonely|better|wanted)\b"
    r"|\bmy (?:favourite|best|worst|dream|biggest|hope|worry)|\bmakes? me\b|\bgood day\b|\bbad day\b|"
    r"\bimportant to me\b(?! and what)|\bplease\b|\bhelps me\b|\bi can\b|\b(?:school|maths|it|they|people|my \w+) (?:is|"
    r"are) (?:boring|fun|good|nice|hard|loud|too|horrible|great|scary|ok|rubbish|kind|mean)\b"
)
FEELING = Pattern(
    r"(?<!\w)i(?:'m|'d)? (?:(?:really|also|do|don't|do not|always|sometimes|still|just|would|am|feel|never|only|quite|"
    r"often|get) )*"
    r"(?:like|love|enjoy|hate|dislike|want|feel|felt|hope|wish|prefer|worry|worried|happy|sad|angry|scared|anxious|"
    r"nervous|cross|excited|proud|bored|upset|miss)\b|\bmy (?:favourite|best|worst|dream)|\bmakes? me\b"
)
REGISTER = Pattern(
    r"\b(?:present(?:s)? with|access(?:ing)? (?:the )?(?:curriculum|learning|education)|cognition|cognitive|"
    r"expressive language|receptive language|sensory process\w+|sensory needs|adult (?:facilitation|support|direction|"
    r"led)|(?:self-)?regulat(?:e|ion|ing)(?: my)?|executive function\w*|phonological|fine motor|gross motor|"
    r"working memory|"
    r"processing (?:speed|difficult\w+)|attention and listening|peers|social communication (?:difficult\w+|skills|needs)|"
    r"differentiat\w+|developmental\w*|difficulties (?:with|in) (?:my )?(?:\w+ )?(?:attention|language|communication|"
    r"regulation|processing|interaction|social)|diagnosis of|strateg(?:y|ies)|unstructured|proprioceptive|vestibular|"
    r"facilitat\w+|generalis\w+|"
    r"significant(?:ly)? (?:difficult\w+|delay\w*|needs?|below)|age[- ]related|delays? in|delayed|dysregulat\w+|"
    r"co-regulat\w+|comprehension|articulation|prompting|scaffold\w+|adult support|provision|interventions?|require(?:s)?|"
    r"baseline|self-help skills|independence skills|behaviours? that challenge|heightened|low arousal|"
    r"transitions? between|non-preferred|motivat\w+ by|engage(?:ment)? (?:in|with))\b"
)
