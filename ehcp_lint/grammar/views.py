"""What section A can hold besides views: how they were gathered, hopes, interests, communication, dates; and whether an "I"
talks like a report. Patterns for one folded sentence each."""

from __future__ import annotations

import re

from ehcp_lint.patterns import Pattern

# A wish of somebody: what they want, hope or dream of. "What he wants" alone only points at a thing; "what he wants is" tells.
_NOT_SO = (
    r"(?<!not )(?<!n't )(?<!never )(?<!dont )(?<!doesnt )(?<!didnt )(?<!what he )(?<!what she )(?<!what they )(?<!when he )"
    r"(?<!whether he )(?<!whether she )(?<!whether they )(?<!when she )(?<!when they )(?<!if he )(?<!if she )"
    r"(?<!because he )(?<!because she )(?<!things he )(?<!things she )"
    r"(?<!thing he )(?<!thing she )(?<!one he )(?<!one she )"
)
# What is wanted now and not for the future: help, a drink, people to behave, to stay where one is.
_HELP = (
    r"(?! (?:(?:him|her|them|us|me|my (?:son|daughter)|to|for|just|also|really) )*(?:(?:(?:some|more|extra|any|the|this|all|"
    r"a bit of|our|my|his|her|their) )*"
    r"(?:help|support|notice|information|time|breaks?|independence|space)\b|(?:stay|remain|keep|play with|go (?:home|out|"
    r"to (?:the )?(?:toilet|park|shops?|loo))|"
    r"be left|be alone|have more|see (?:his|her|my|their) \w+ more)\b|(?:a|an|the) (?:drink|quiet|break|card|rest|snack|"
    r"biscuit)\b|(?:people|everyone|everybody|somebody|someone|"
    r"staff|adults|(?:my |his |her |the )?teachers?)\b|[a-z]+ to be (?:my|his|her) friend\b|to be (?:sure|clear|certain|"
    r"heard|told|"
    r"kept informed|asked|listened to|included in (?:decisions|meetings)|left)\b|to sit (?:next|with|by|near|at|on)\b|"
    r"more (?!friends|than|independen)[a-z]+\b|to stop [a-z]+ing\b|(?:a|the|her|his) (?:note|turn|hug|break|cuddle|story)\b))"
)
# Each alternative begins at a word, which `re` then asks once, and looks back only from a word that it is about.
ASPIRATION = Pattern(
    rf"\b(?=wan){_NOT_SO}(?:wants?|wanna)\b{_HELP}(?! (?:it|you|that) to (?:stop|go away))"
    r"(?! (?:[\w']+ ){1,3}to (?:sit|stand|stay with|stop|listen|talk|play with|leave|let|help|wait|shout|speak|ask)\b)"
    r"|\bwhat (?:\w+ ){1,2}(?:wants?|would like|'d like)(?: most| to happen)?(?: is|:| -)"
    rf"|\b(?=would |\w+'d |id ){_NOT_SO}(?:would|\w+'d|i'd|id|we'd) (?:(?:really|also|still|dearly|very much|just|be|"
    rf"most) )*(?:like|love|prefer)\b{_HELP}"
    r"(?! (?:it|this|him|her|them)\b(?! to\b))"
    r"|\b(?=wish)(?<!not )(?<!n't )(?<!and )(?<!or )(?<!, )(?<!own )wish(?:es)?\b(?! (?:(?:he|she|they|i) (?:had|could|"
    r"was|were)|(?:that )?(?:teachers?|staff|people|adults|everyone|everybody|they|"
    r"mum|dad|the others) (?:would|wouldn't|did|didn't|could)|(?:to (?:stay|remain))|to (?:share|give|contribute|"
    r"take part|answer|talk|comment|"
    r"discuss)|and (?:feelings|views)))|\b(?:dearest|one|his|her|my|their|mum's|dad's|parents') wish(?:es)? (?:is|are|:|-)|"
    r"\b(?:dearest|only|biggest) wish"
    r"|\b(?=hop)(?<!not )hop(?:e|es|ed|ing)\b(?! (?:this|that this|you|everyone|it is clear))"
    r"|\bprays? (?:that|for|he|she|they)\b|\bdesired\b"
    r"|\b(?:is |are |am )?(?:determined|keen|longs?|plan(?:s|ning)|intends?|aims?) (?:to|on)\b(?! (?:give|help|share|please))"
    r"|\b(?=aspir)(?<!no )(?<!not )aspir(?:e|es|ing|ations?)\b(?! (?:asked|(?:was|were|is|are) not|not|recorded as not|"
    r"tbc|n/a|none|\(blank))"
    r"|\bdream(?:s|t|ed)?\b(?! ?catcher)(?: (?:of|job|is|about|to|that)\b|:)|\b(?:house of|my|his|her) dreams?\b"
    r"|\b(?:ambition|long[- ]term goal|life goal|future goal|goal (?:is|for the future)|goals? (?:in life|are|include))s?\b"
    r"|\binterest in (?:working|studying|becoming|training|a career|being|learning|doing|going)\b"
    r"|\b(?:he's|she's|is|i'm|am|been) thinking (?:of|about) (?:being|becoming|doing|going|working|\w+ing|a|an|law|college)\b"
    r"|\btalk(?:s|ed|ing)? (?:to \w+ )?about (?:being|becoming|working as) an? \w+"
    r"|\b(?:like|want|wants) to (?:do|be) when (?:he|she|they|i)(?:'s|'m|'re| is| am| are) (?:big|older|grown)"
    r"|\bi (?:might|may|could|will|'d) (?:do|study|train|go|work|be)\b[^.;]{0,40}\b(?:college|university|uni|apprentic\w+)\b"
    r"|\bsees? (?:himself|herself|themself|myself) (?:in|as|at|with|[a-z]+ing)\b"
    r"|\bbe(?:come)? an? \w+(?: \w+)? (?:when|one day)\b"
    r"|\b(?:i'm|i am|im|he's|she's|he is|she is|i will|i'll|going) (?:going to )?(?:be|become) an? (?!little|bit|good|"
    r"happy|kind|very|bad)\w+(?: \w+)?(?: when| one day|$|\.|!|,)|\bgoing to be an? \w+|\bi'll work (?:with|as|in|for)\b|"
    r"\blooking forward to (?:starting|"
    r"going|moving|college|work|his|her|my|leaving|being|having)\b"
    r"|\b(?:be|been) asked (?:what|about) [^.?!]{0,40}(?:future|after school|grow\w* up|at twenty|next year)\b(?=[^.?!]{3,})"
)

FUTURE = Pattern(
    r"\b(?:in the future|when (?:i|he|she|they|i'm|i am)(?: am| is| are)? (?:older|grown|grow|leave|an adult|eighteen|18|"
    r"16|big|bigger|finish|finishes|leaves|grows)|one day|as an adult|when older|in (?:the next )?(?:\w+ )?(?:\w+ )?(?:years|"
    r"yrs)(?: time)?\b|"
    r"after (?:school|college) (?:i|he|she))\b"
)
_AHEAD = Pattern(r"\b(?:want|wants|would|will|going to|be a|be an|become|have|like to|i'd|i'll)\b")
_FEARS = Pattern(r"\b(?:worr\w+|scared|afraid|anxious|nervous|fear\w*|frightened)\b")


def hope_in(low: str) -> re.Match[str] | None:
    """Where a sentence tells of a hope or goal for the future; a worry about it is none."""
    if hope := ASPIRATION.search(low) or _FUTURE_IS.search(low):
        return hope
    future = FUTURE.search(low)
    return future if future and _AHEAD.search(low) and not _FEARS.search(low) else None


# "Future: mechanic", "For the future he has chosen the red house", "When I'm big: a vet"
_FUTURE_IS = Pattern(
    r"\b(?:future|when (?:i|he|she|they)(?:'m| am| is| are)? (?:big|older|grown up|grows? up)) ?[-:=] ?(?!not|n/a|none|tbc|"
    r"unknown|blank)\S"
    r"|\bfor (?:the|his|her|my) future,? (?:he|she|they|i) (?!did|does|do|was|were|could|would not|is not)\w+"
    r"|\bwhat (?:i|he|she|they) (?:want|wants|would like|wanna)(?: to do| next| to be| most| for the future|"
    r" to do next)?:(?! ?\(?blank)"
)
INTEREST = Pattern(
    r"(?<!would )(?<!'d )\b(?:likes?|loves?|enjoys?|favourites?|hobb(?:y|ies)|interested in|interests?|passionate about|"
    r"keen on|fan of|"
    r"into (?:football|music|gaming|cars|trains)|good at|best thing|adores?|fascinated|obsessed|fun)\b"
)
# In a passage that an adult tells, with the child's views in it: a tool or a meeting named anywhere says how they were got.
TOOL = Pattern(
    r"\b(?:questionnaire|interpreter|translat(?:ed|or)|voice note|scribed|dictated|read back|three houses|thumbs (?:up|down)|"
    r"(?:he|she|they) (?:drew|typed|sorted|circled)|home visit|school visit|(?:i|we) visited|interviewed|sat (?:down )?with|"
    r"(?:i|we|was|were) (?:watched|observed)|by (?:phone|telephone|video|email|text)|on (?:teams|zoom)|"
    r"over (?:two|three|several|a few) (?:visits|sessions|mornings|meetings))\b"
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
CHOSE = Pattern(
    r"\b(?:chose|picked|pointed|signed|selected|indicated|gestured|nodded|shook (?:his|her|their) head|thumbs (?:up|down)|"
    r"signs? (?:good|bad|more|yes|no|home|finished|stop|again|happy|sad))\b"
)
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
