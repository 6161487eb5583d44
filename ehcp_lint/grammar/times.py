"""The words of school time as patterns: what names a time, what makes it an end point, what only looks like one.

All patterns are for text in small letters with plain dashes, quotes and spaces. `outcomes.timing` reads them."""

from __future__ import annotations

import re

from ehcp_lint.patterns import Pattern

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty twenty-one twenty-two twenty-three twenty-four twenty-five".split()
    )
} | {"a": 1, "an": 1, "thirty-six": 36, "thirty": 30, "forty": 40, "half a": 0}
NUMBERS |= {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        1,
    )
} | {"twenty-fifth": 25}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_COUNTING = sorted((w for w, n in NUMBERS.items() if n and not re.search("st$|nd$|rd$|th$", w)), key=len, reverse=True)
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_COUNTING)})"
_YEAR = r"(?:20\d\d|'\d\d|[2-4]\d(?![\d%]))(?![\d/%])"
_SMALL = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen)"

# --- what names a time; a frame on its left must make it an end point ------------------------------------------------------

CORE = Pattern(
    "|".join(
        (
            r"(?P<iso>(?<!\d)20\d\d-[01]?\d-[0-3]?\d(?!\d))",
            r"(?P<slashed>(?<![\d/.])[0-3]?\d[/.-][01]?\d[/.-](?:20)?\d\d(?![\d/%]))",
            r"(?P<academic>(?:(?:academic|school) year )?(?<![\d/])20\d\d ?[/-] ?(?:20)?\d\d(?![\d/%])"
            r"(?: (?:academic|school) year)?)",
            r"(?P<mmyyyy>(?<![\d/])(?:0?[1-9]|1[0-2])/20\d\d(?!\d))",
            rf"(?P<dmy>(?<![\d.:/])(?:[0-3]?\d)(?:st|nd|rd|th)?(?: of)?[ -]{{0,2}}{_MONTH}\b\.?(?:[ ,-]{{1,2}}{_YEAR})?)",
            rf"(?P<mdy>\b{_MONTH}\.? [0-3]?\d(?:(?:st|nd|rd|th)\b(?:,? 20\d\d)?|, ?20\d\d))",
            rf"(?P<my>\b{_MONTH}\b\.?(?:[ ,-]{{1,2}}(?:of )?{_YEAR}))",
            r"(?P<term>\b(?:(?:first|second|1st|2nd|last) half (?:of|term of) (?:the )?)?"
            r"(?:autumn|spring|summer|michaelmas|lent|trinity)(?: term)?"
            rf"(?:[ -]{{1,3}}(?:[12](?![\d/])|(?:(?:first|second|1st|2nd) )?half[ -]?term))?(?:[ ,]{{1,2}}(?:of )?{_YEAR})?)\b",
            rf"(?P<holiday>\b(?:christmas|xmas|easter|whitsun|new year|results day)\b(?: (?:holidays?|break|"
            rf"vacation))?(?: {_YEAR})?)",
            r"(?P<termnum>\bterm [1-6]\b)",
            r"(?P<ks>\b(?:key[ -]?stage|k\.?s\.?)[ -]{0,2}(?:[1-5](?!\d)|one\b|two\b|three\b|four\b|five\b))",
            rf"(?P<yr>\b(?:nc |national curriculum )?(?:year|yr|ncy|nc y|y)(?: group)?[ .-]{{0,2}}{_SMALL}(?![\w%]))",
            r"(?P<exam>\b(?:gcses?|sats|a[- ]levels?|mocks|"
            r"(?:gcse|summer|public|external|sats?|a[- ]level|mock) exam(?:ination)?s?)\b)",
            r"(?P<generic>\b(?:(?:academic|school|college|calendar) year|year|key[ -]stage|"
            r"(?:key |educational? |school(?:ing)? )?phase|stage|course|programme|(?:school |college |work )?placement|"
            r"half[ -]?term|"
            r"(?:school )?term|intervention|block|plan|ehcp?|apprenticeship|internship)\b(?! (?:\d|plan\b|review)))",
            r"(?P<phase>\b(?:reception(?: (?:year|class))?|eyfs|early years(?: foundation stage)?|foundation stage|"
            r"nursery(?: school)?|pre-?school|infants?(?: school)?|junior school|primary(?: (?:school|phase|education))?|"
            r"middle school|secondary(?: (?:school|phase|education))?|high school|upper school|sixth form|6th form|"
            r"post[ -]?1[689]|"
            r"college|university|further education|(?:compulsory|statutory) (?:school(?:ing)?|education)(?: age)?|"
            r"school(?:ing)?|"
            r"adulthood)\b)",
            r"(?P<year>(?<![\d/])20\d\d(?![\d/%]))",
            rf"(?P<month>\b{_MONTH}\b)",
        )
    )
)

_DET = (
    r"(?:(?:the|this|that|his|her|their|my|your|our|its|[\w█]+'s|a|an|early|mid|late|current|present|final|last|first|second|"
    r"two[- ]year|key|"
    r"(?:\d+|six|ten|twelve|eight)[- ]week|(?P<next>next|coming|following)) ){0,3}"
)
_LEAD = r"(?:by|before|until|till|'til|til|come|prior to|ahead of|(?:no|not) later than|on or before|in time for|due)"
_POINT = (
    r"(?:the |his |her |their |its |very ){0,2}(?P<point>end|start|beginning|close|completion|conclusion|middle|midpoint|"
    r"half ?way through|half ?way thru|mid ?way through|"
    r"finish|"
    r"(?:last|final|first) (?:(?:school )?day|week|month|term|half[ -]term|year|"
    r"lesson|session)|(?:summer|autumn|spring) term)(?: (?:of|in))? "
)
_MOVES = (
    r"(?:(?:the (?:child|young person|pupil|student|learner)|[\w█'.-]+(?: [\w█'-]+)?|\[[^\]]{1,24}\]) "
    r"(?:is|are|am|has|have|reach(?:es)?|gets?|leaves?|starts?|begins?|moves?|enters?|goes|go|transfers?|transitions?|"
    r"finish(?:es)?|completes?|sits?|takes?|joins?)|[\w█]+'s) (?:(?:on|up|in|at|to|into|from|been|a|his|her|their|my|"
    r"the end of) ){0,3}"
)

_SOMEBODY = r"(?:he|she|they|i|you|we|the (?:child|young person|pupil|student|learner)|█+|\[[^\]]{1,24}\])"
_TO = r" (?:(?:on|up|to|into|from|out|the|his|her|their|my|our|its|a|an) )*"

# Frames stand directly to the left of a core; each ends at its start. The first that fits says what the core is.
STARTS = Pattern(
    r"(?:^|[^\w])(?:since|from|starting|beginning|commencing|as of|as from|after|following|dated|born|began|started|every|each|"
    r"per|"
    r"date of|report of|assessment of|throughout|last) (?:in |on |at )?"
    rf"(?:{_POINT.replace('?P<point>', '?:')})?{_DET.replace('?P<next>', '?:')}$"
)
LEADS = Pattern(rf"\b{_LEAD}:? (?:about |around |approximately |or before )?(?:{_POINT})?{_DET}$")
TIME_THAT = Pattern(rf"\b(?:by the time|when|before|until|once|as soon as) (?:that )?{_MOVES}{_DET}$")
TRANSFER = Pattern(
    rf"\b(?:{_LEAD}|on|upon|at|when) (?:(?:the|his|her|their|my|point of|time of|successful|█+(?:'s)?) ){{0,3}}"
    r"(?:transition|transfer|move|entry|leaving|starting|entering|joining|complet(?:ion|ing)|finishing|return)(?:ing|ring)? "
    rf"(?:(?:of|to|into|from|in|on) ){{0,2}}{_DET}$"
)
POINTS = Pattern(rf"(?:\b(?P<at>at|to|for|towards?|in|near|around|over) )?(?<!\w){_POINT}{_DET}$")
PERIODS = Pattern(rf"\b(?:in|during|within|over|across|through|for) (?:(?:the )?(?:course|duration|period) of )?{_DET}$")
RANGE = Pattern(r"(?:\bto|\buntil|-) $|-$")

# --- what names an end point by itself -------------------------------------------------------------------------------------

_AGE = r"[1-9]|1\d|2[0-5]|" + "|".join(w for w in _COUNTING if 2 < NUMBERS[w] < 26)
_UNIT = r"(?P<unit>weeks?|wks?|months?|mths?|years?|yrs?|(?:academic |school )years?|terms?|half[ -]terms?|school terms?)"
WHOLE = Pattern(
    "|".join(
        (
            r"(?P<age1>\b(?:by|before|until|till|at|reach(?:es|ing)?|on reaching|is|turns) (?:the )?age (?:of )?"
            rf"(?P<n1>{_AGE})\b(?![ -]?(?:level|equivalent|appropriate|standard|-|month|word|minute|%)))",
            r"(?P<age2>\b(?:by|before|until|between now and|at|on|around|for) (?:(?:the|his|her|their|my|[\w█]+'s) )?"
            r"(?P<n2>\d{1,2}(?=st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
            r"thirteenth|"
            r"fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first|twenty-fifth)"
            r"(?:(?:st|nd|rd|th)? birthday|(?<=1\d)th(?= ?(?:$|[,.;)]|and\b))))",
            r"(?P<age3>\b(?:when|before|until|by the time|once|by when|"
            r"in the (?:week|month|term|year)(?: that| when)?) (?:the )?(?:[\w█'-]+(?: person)? |(?:he|she|i|"
            r"they)(?='))"
            rf"(?:'s|'m|'re|is|am|are|turns?|reaches|reach|becomes?) (?:aged? )?(?P<n3>{_AGE})\b"
            r"(?! (?:minutes?|metres?|words?|steps?|of|out|times|weeks?|months?)\b)(?:[ -]years?(?:[ -]old| of age)?)?)",
            r"(?P<age4>\bby (?P<n4>1[1-9]|2[0-5])(?= ?(?:$|,|\.|;|he\b|she\b|they\b|i\b|█|years old|years of age)))",
            rf"(?P<hence>\b(?:by|in|within) (?P<count5>{_NUMBER})[ -](?P<unit5>weeks?|months?|years?|terms?)'?s? time\b)",
            r"(?P<within>(?:\b(?:(?:with)?in|inside|over|after|during|for|across|(?:at|by) the end of)|"
            r"\b(?:timescale|time ?frame|duration) ?[:-]) "
            r"(?P<coming>(?:the )?(?:(?:next|coming|following|first) )|the |(?:a )?period of |a )?"
            rf"(?:(?P<count>{_NUMBER})[ -])?(?:calendar |school )?{_UNIT}\b(?:'? time|'? period| of (?:the|this) (?:plan|"
            rf"ehcp?))?)",
            r"(?P<later>\b(?:by )?(?:this time next year|(?P<count2>a|one|two|three|\d{1,2}) (?P<unit2>years?|months?|terms?) "
            r"(?:from now|from today|later|on from now)))",
            rf"(?P<heading>^(?:\W*\d{{1,2}}[.)] )?\W{{0,3}}(?P<count3>{_NUMBER})[ -]"
            r"(?P<unit3>weeks?|months?|years?|terms?)(?= ?:))",
            r"(?P<review>\b(?P<rlead>by|before|until|till|in time for|prior to|at|on|for) (?:(?:the|his|her|their|my|our|"
            r"[\w█]+'s|time of|"
            r"(?:next|this|the coming) (?:year|term)'s|date of|point of|end of) ){0,3}(?P<which>(?:next|first|following|"
            r"annual|interim|early|phase|transfer|transition|"
            r"14\+|"
            r"year \d+|y\d+|six[- ]month(?:ly)?|6[- ]month(?:ly)?|termly|half[- ]termly|mid[- ]year|formal|ehcp?|"
            r"statutory) ){0,3}"
            r"(?:review(?: (?:meeting|date|period))?|annual (?:meeting|iep)|iep(?: meeting)?|ar)\b)",
            r"(?P<inline>\b(?:next|this|the coming|the current) (?:academic year|school year|year|yr|term|half[ -]term|"
            r"key stage)\b"
            r"(?!'s| group| \d))",
            r"(?P<notes>\b(?:within|in|over|after|at|next) (?:the next )?(?P<count4>\d{1,2})/(?P<unit4>12|52)\b(?!/))",
            r"(?P<course>\b(?:by|before|at) (?:the )?end of (?:[\w'/█-]+ ){1,4}?(?:course|programme|placement|scheme|unit|"
            r"project)\b)",
            # what happens on a day that nobody can name yet
            r"(?P<event>\b(?:by|before|until|till?|at|on|upon|come|in time for|ahead of) (?:(?:the|his|her|their|my|next|first|"
            r"end of|"
            r"time of|[\w█]+'s) ){0,3}"
            r"(?:clocks (?:change|are changed|go (?:back|forwards?))|(?:hospital )?discharge|bonfire night|hallowe'?en|"
            r"session (?:no\.? ?|number )?(?:\d{1,2}|six|eight|ten|twelve)(?! (?:minutes|mins|hours))|"
            r"(?:clinic|outpatient|follow[- ]up|consultant|medical) (?:appointment|review|visit)|clinic(?=[ ,.;]|$)|"
            r"(?:therapy |treatment |intervention )block|treatment|exam(?:ination)? season|study leave|transfer to adult "
            r"(?:services|care)|move to adult (?:services|care)|transition to adult (?:services|care)|handover)\b)",
            # when a stay ends or the next one begins, without its name
            r"(?P<stay>\b(?:by|before|until|at) (?:the )?end of (?:(?:his|her|their|my|the|[\w█]+'s) )(?:time|stay|days|years) "
            r"(?:at|in|with|on) (?:(?:the|his|her|their|our|this) )?[\w█'-]+"
            rf"|\bby the time (?:that )?{_SOMEBODY} (?:leaves?|moves?|transfers?|goes|go|is ready to (?:leave|move|start))"
            rf"(?!{_TO}(?:house|room|class|lesson|table|bell|bus|building|playground|bed|shop|assembly|lunch|"
            rf"break)){_TO}[\w█'-]+"
            rf"|\bbefore {_SOMEBODY} (?:moves?(?= (?:on|up|to)\b)|transfers?(?= to\b)|leaves?(?= (?:us|here)\b))"
            rf"(?!{_TO}(?:next|another|other|different|activit|task|room|part|step|new task)){_TO}[\w█'-]+)"
            r"(?! (?:each|every)\b)",
            r"(?P<itsend>\b(?:by|at) (?:its|that) end\b)",
            r"(?P<blank>[\[(<{](?:insert\b[^\])>}]{0,30}|(?:the |by |end |target )?(?:date|deadline)\b[^\])>}]{0,20}|"
            r"(?:the )?(?:next )?annual (?:iep|review)|(?:the )?(?:year|month|term|key stage|phase)(?:[ /,]+year)?|"
            r"dd[^\])>}]{0,12})[\])>}]|"
            r"\b(?:dd|xx?)[/.-](?:mm|xx?)[/.-](?:yy(?:yy)?|xx?(?:xx?)?)\b|"
            r"\bby (?:the (?:end|start) of )?(?:\.{3,}|_{2,}|…|\?{2,}|x{2,}\b|tb[ca]\b|date\b))",
        )
    )
)

# What stands to the right of "within 18 months" or "Year 4" and takes the end point away.
STANDARD_AFTER = Pattern(
    r" ?(?:of|behind|below|above|ahead of|delay|delayed|progress|gap|growth) (?:(?:the|his|her|their|an?|my) )?"
    r"(?:chronological|expected|average|actual|age|peers?|typical|norm|developmental|reading|level|in|for|or|$)"
    r"|' (?:worth|progress|growth|gain)| (?:progress|growth|gains?|delay|behind|below)\b"
    r"| of (?:his|her|their|my|chronological|expected|age|joining|starting|being)\b"
)
# "the level expected at the end of Year 1" is a standard, not a date
LEVEL_BEFORE = Pattern(
    r"\b(?:level|standard|expectations?|expected|usual|typical)(?: (?:of|for|expected|usual|typical|children))* ?$"
)
RATE_BEFORE = Pattern(
    r"(?:times|time|once|twice|occasions?|sessions?|days|lessons|opportunities|trials|weeks|incidents?|absences?|words?|"
    r"minutes|"
    r"marks|"
    r"points|more|less|fewer|out of \d+|/\d+|\d%) $"
)
NOT_AN_AGE = Pattern(
    r"(?:reading|spelling|developmental|mental|language|chronological|maths|number|equivalent|comprehension) $"
)
OPEN_AFTER = Pattern(
    r" ?(?:$|[,.;:)\]\"/(-]|\n|(?:and|or|will|can|could|should|he|she|they|i|we|to|with|so|in|at|on|for|as|when|where|using|by|"
    r"is|are|"
    r"has|have|the|his|her|their|my|all|both|most|target|outcome|end)\b|█|[\w'-]+ (?:will|can|is|has|should|to be)\b)"
)
NOUN_AFTER = Pattern(
    r"(?:'s)? (?:day|week|staff|pupils?|students?|children|peers?|teachers?|teaching|curriculum|texts?|books?|words?|"
    r"spellings?|list|"
    r"level|standards?|expectations?|class(?:es|room|mates?)?|lessons?|work|maths|english|tasks?|materials?|objectives?|"
    r"reading|"
    r"writing|assembly|trip|play|group|bus|gate|uniform|bag|transport|site|council|lunch|dinner|hours?|rules|routines?|"
    r"community|"
    r"year group|phonics|vocabulary|activities|equivalent|readiness|tutor|mentor|leader|learners?|setting|environment|cohort|"
    r"friends?)\b"
)
REVIEWED = Pattern(
    r"\b(?:review(?:ed|s)?|monitor(?:ed)?|discuss(?:ed)?|report(?:ed)?|evaluat(?:ed?|ion)|updated?|consider(?:ed)?|feed ?back|"
    r"shar(?:e|ed|ing)|attend(?:ed|ing)?|contribut(?:e|es|ing)|present(?:ed|ing)?|take part|participate|speak|express|views?|"
    r"invited|presentation)\b"
)
PAST = Pattern(
    r"\b(?:could|was|were|had|did|didn't|wasn't|scored|used to|managed|attended|reported|assessed|identified|noted|began|"
    r"started|"
    r"assessment|baseline|currently|at present|at the moment|report|reviewed on|seen by|diagnosed|observed|gained|made|showed|"
    r"achieved|found)\b"
)
FUTURE = Pattern(r"\b(?:will|'ll|shall|going to|aims?|target|goal|to be|can|able to|should|is|has)\b")
HEADING = Pattern(
    r"(?:^|[\[(:;,\n•|-] ?|\b(?:timescale|time ?frame|deadline|target date|end date|completion date|date|when|"
    r"achieved?(?: by)?|target|finish(?:ed)?|expected|aim(?:ed)?(?: for)?|realistic(?: date)?|latest|"
    r"(?:to be )?review(?:ed)?(?: date)?|booked(?: for)?|"
    r"date for achievement|by when|due|complete by)\b ?[:-]? ?)$"
)
OF_YEAR_GROUP = Pattern(rf",? (?:term )?(?:(?:of|in) )?(?:(?:his|her|their|my) )?(?:year|yr|y) ?(?P<n>{_SMALL})(?![\w%/])")
# A sentence that is nothing but a date: "... in every lesson. July 2025."
ALONE_BEFORE = Pattern(r"(?:[.!?;)] {1,2}|\n)$")
ALONE_AFTER = Pattern(r" ?(?:$|[.;\n])")
END_AFTER = Pattern(r" (?:end[ -]?points?|end of (?:key )?(?:stage|year|phase)|leavers?'? outcomes?)\b| ?: ?end\b")
NAMED_PHASE = Pattern(
    r"secondary|reception|eyfs|early|foundation|sixth|6th|post|adult|university|(?:primary|middle|high|junior|infants?) school|"
    r"statut|compul|half"
)
