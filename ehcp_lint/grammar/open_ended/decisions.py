"""Wording that leaves it to somebody, to circumstances or to what there is: "if the panel agrees", "space permitting"."""

from __future__ import annotations

from ehcp_lint.grammar.open_ended.way import OpenEnded
from ehcp_lint.patterns import Pattern

_BODY = (
    r"(?:(?:the |his |her |their |each )?(?:local authority|la|school|setting|college|nursery|provider|placement|"
    r"head ?teacher|senco|teachers?|staff|team|class teacher|"
    r"professionals?|service|commissioner|school staff|key worker|[\w-]+ team)\b|(?:the|his|her|their) \w+)"
)
_FITTING = (
    r"(?:appropriate|necessary|wanted|wise|helpful|useful|beneficial|suitable|supportive|needed|required|indicated|"
    r"right|possible|"
    r"warranted|advisable|practical|relevant|best|fit|needs (?:it|one|this|them|to))"
)
_HOLDER = (
    r"(?:panel|council|(?:local )?authority|la|school|college|setting|nursery|head(?: ?teacher)?|senco|governors?|trust|"
    r"commissioners?|icb|nhs|camhs|provider|manager|finance|team|service)s?"
)
_OPENS_IF = r"(?:if|when|where|once|provided(?: that)?|as long as|assuming(?: that)?|subject to|should)"
_THINKS = r"(?:considers?|feels?|thinks?|deems?|judges?|believes?|decides?|determines?|sees?|agrees?)"

DECISIONS = (
    OpenEnded(
        "delegated",
        "What does this plan itself require, without leaving the choice open?",
        ("determined", "decided", "agreed", "arranged", "identified", "confirmed", "set", "chosen", "discussed"),
        Pattern(
            rf"\b(?:(?:to be |will be |as )?(?:determined|decided) by {_BODY}|(?:to be|will be) (?:agreed|arranged|"
            rf"identified|confirmed|set|chosen|discussed) (?:by|with|between) {_BODY})"
        ),
    ),
    OpenEnded(
        "delegated",
        "Who decides when this is right, and what happens then?",
        (
            "consider",
            "feel",
            "felt",
            "think",
            "thought",
            "deem",
            "judge",
            "believe",
            "decide",
            "determine",
            "see",
            "agree",
            "should",
            "far",
        ),
        Pattern(
            # "where the school considers it appropriate", "for as long as the team thinks it right", "as and when they feel
            # ..."
            rf"\b(?:as and when|where|when|whenever|if|unless|(?:for )?(?:as|so) long as|as often as) (?:the |any |each )?"
            rf"(?:(?!not\b)[\w'-]+ ){{1,4}}?{_THINKS} (?:that )?(?:it|this|that|these|them|"
            rf"there)?[^.;,:\n]{{0,30}}?\b{_FITTING}\b"
            rf"|\b(?:if|where|when) (?:(?:it|this|these|they) )?(?:found|proves?|proved|shown) (?:to be )?{_FITTING}\b"
            # "where this is felt to be beneficial", "should this be clinically indicated", "if there is felt to be a gap"
            r"|\b(?:if|where|when) there (?:is|are) (?:felt|thought|considered) to be\b"
            rf"|\b(?:where|when|whenever|if|that) (?:(?:it|this|that|these|they|which) )?(?:is|are) (?:felt|considered|deemed|"
            rf"thought|"
            rf"judged|believed) (?:to be )?(?:\w+ )?{_FITTING}\b|\b(?:that|which) (?:is|are) felt to be\b"
            rf"|\bshould (?:this|it|that|these|the need|they) be (?:\w+ )?{_FITTING}\b"
            rf"|\b(?:as|so) far as (?:(?:this|it|that) )?(?:(?:is|may be) )?(?:\w+ )?(?:practical|practicable|possible|"
            rf"feasible|reasonable)\b"
        ),
    ),
    OpenEnded(
        "delegated",
        "What has been agreed, and from what date?",
        (
            "agreed",
            "decided",
            "arranged",
            "confirm",
            "finalised",
            "place",
            "await",
            "waiting",
            "say",
            "advise",
            "let us",
            "identify",
            "?",
            "later",
            "future",
        ),
        Pattern(
            r"\bnot (?:yet )?(?:been )?(?:agreed|decided|arranged|confirmed|finalised|in place)(?: yet)?\b"
            r"|\b(?:await(?:s|ing)?|waiting (?:on|for)) (?:(?:the|a|an|his|her|their|ot|salt|slt|ep|physio|panel|nhs|camhs|"
            r"further) )*"
            r"(?:report|outcome|decision|assessment|advice|referral|appointment|panel|confirmation|funding|allocation)s?\b"
            rf"|\b{_BODY} to (?:say|confirm|advise|decide|let us know|identify)(?: who| when| what| how| which)\b"
            r"|\b(?:who|when|what|how often|how much|which)\?(?=\W*$)|\b(?:at|in) (?:a |the )?(?:later|future) (?:stage|point|"
            r"date)s?\b"
        ),
    ),
    OpenEnded(
        "delegated",
        "What does this plan itself require, without leaving the choice open?",
        (
            "work out",
            "decide",
            "judge",
            "choose",
            "determine",
            "way",
            "usual",
            "sensible",
            "fits",
            "remember",
            "whatever",
            "what it has",
            "up to",
            "matter for",
            "choosing",
            "at a ",
            "at the ",
        ),
        Pattern(
            rf"\b(?:for|up to|left to) {_BODY} to (?:work out|decide|judge|choose|determine|say|arrange|settle)\b"
            rf"|\b(?:is|are|be) (?:up to|a matter for) {_BODY}|\bof (?:the )?(?:school|setting|college|nursery|council|"
            rf"provider|local authority|la|trust)'?s? (?:own )?choosing\b"
            r"|\b(?:will|to|shall|must) (?:determine|decide|judge) (?:(?:the|what) (?:amount|level|frequency|extent|"
            r"number|nature)|"
            r"how (?:much|often|long|many)|what|whether)\b|\bat (?:a|the) (?:level|frequency|rate) (?:that )?(?:it|they|he|she|"
            r"the \w+) (?:determines?|decides?|judges?|sets?|thinks?)\b"
            r"|\bin (?:the|their|its|his|her) (?:normal|usual|ordinary|own) way\b|\bin the way (?:it|they|he|she|"
            r"the \w+) (?:finds?|sees?|thinks?|likes?|judges?|considers?|decides?|"
            r"prefers?)(?: \w+)?\b|(?<!\bto )(?<!\bof )(?<!\bthan )(?<!\bbeyond )(?<!\babove )\b(?:the|their|its|"
            r"school's|\w+'s) usual(?= [\w-]+)|\bas usual\b"
            r"|\bas (?:it )?(?:seems?|feels?|looks?) (?:sensible|right|best|fit|useful|helpful)\b|\bas (?:it )?fits(?: in)?\b"
            r"|\b(?:when|whenever|if) (?:they|he|she|staff|adults) remembers?\b|\btaking (?:account of|"
            r"into account) what (?:it|they|the school) ha(?:s|ve)\b"
        ),
    ),
    OpenEnded(
        "delegated",
        "What has been agreed, and from what date?",
        ("agree", "approve", "authoris", "sanction", "grant", "release", "sign", "capacity", "space", "room"),
        Pattern(
            # "if the funding panel agrees", "once the council has signed it off", "where the service has capacity"
            rf"\b{_OPENS_IF} (?:(?:the|his|her|our|their|our own) )?(?:[\w'-]+ ){{0,3}}?{_HOLDER} (?:(?:has|have|will|can) )?"
            r"(?:(?:agree|approve|authorise|sanction|grant|release|sign)(?:e?s|e?d)?\b(?: (?:it|this|them)(?: off)?)?|"
            r"(?:has |have |the )*(?:capacity|space|room|availability)\b)"
        ),
    ),
    OpenEnded(
        "delegated",
        "What will it contain, who does what, and from what date?",
        ("drawn up", "devised", "developed", "created", "written", "produced", "put together", "put in place", "established"),
        Pattern(
            # "a behaviour plan will be drawn up" - and not by whom or by when
            r"\b(?:plans?|programmes?|timetables?|profiles?|passports?|protocols?|risk assessments?|packages?|strateg(?:y|ies)|"
            r"polic(?:y|ies)|schedules?) (?:(?:is|are|needs?) )?(?:to|will|should|must|can) be (?:\w+ly )?"
            r"(?:drawn up|devised|developed|created|written|produced|put together|put in place|established)\b"
            r"(?![^.;]{0,60}\b(?:by|with|within|before|in|from|on|at) )"
        ),
    ),
    OpenEnded(
        "condition",
        "What shows it is needed, and how much is then given?",
        (
            "depend",
            "contingent",
            "according to",
            "threshold",
            "criteri",
            "waiting list",
            "settled",
            "in light of",
            "in the light of",
        ),
        Pattern(
            # "if she meets the threshold", "where the criteria are met", "once he reaches the top of the waiting list"
            r"\b(?:if|where|when|once|provided(?: that)?|should|assuming) (?:[\w'-]+ ){1,4}?(?:meets?|satisf(?:y|"
            r"ies)) (?:the |their |its )?"
            r"(?:[\w'-]+ ){0,2}?(?:thresholds?|criteri(?:a|on))\b|\b(?:if|where|when|"
            r"once) (?:[\w'-]+ ){0,4}?criteria (?:is|are) met\b"
            r"|\b(?:once|when) (?:[\w'-]+ ){1,3}?(?:reach(?:es)? the top of the (?:waiting )?list|"
            r"comes? off the waiting list|(?:has|have) "
            r"settled(?: in)?)\b|\bin (?:the )?light of (?:[\w'-]+ )?(?:progress|capacity|circumstances|demand|staffing|need)\b"
            r"|\b(?:depending|dependent|dependant|contingent) (?:up)?on (?:(?:the|his|her|their|its|what|which|whether|"
            r"who|when|"
            r"how) [\w'-]+|(?:mood|progress|performance|presentation|circumstances|behaviour|attendance|uptake))"
            r"|\baccording to (?:[\w'-]+ ){0,2}?(?:needs?|presentation|mood|energy|tolerance|availability|capacity|"
            r"circumstances)\b"
        ),
    ),
    OpenEnded(
        "choice",
        "Name the one that is needed. Why is another just as good?",
        (
            "something",
            "whatever",
            "whichever",
            "whoever",
            "such like",
            "suchlike",
            "such ",
            "or another",
            "or some",
            "or other",
        ),
        Pattern(
            r"\bor (?:something|anything)(?: (?:along (?:those|these|the same) lines|similar|like (?:that|it|this)|else|"
            r"of (?:the|that) (?:kind|sort)))?\b"
            r"|\bor (?:whatever|whoever|suchlike|such like)\b|\bsomething (?:for|to help with|similar)\b"
            r"|\bwh(?:at|ich|o)ever (?:(?:the|his|her|their|other) )?(?:[\w'-]+ ){0,4}?(?:recommends?|advises?|"
            r"suggests?|thinks?|"
            r"considers?|decides?|prefers?|feels?|(?:has|have|is|are) (?:available|best|right|suitable|free|able))\b"
            r"|\bor (?:another|some other|other) (?:suitable |appropriate |similar )?(?:body|provider|service|adult|"
            r"member of staff|person|"
            r"programme|intervention|approach|professional|organisation)s?\b"
            r"|\bsuch (?:\w+ )?[\w-]+ as (?:may|might|is|are|he|she|they|the (?:school|setting|council|college))\b"
        ),
    ),
    OpenEnded(
        "dilution",
        "Will this still be given if staff, space or money run short?",
        (
            "subject",
            "if",
            "where",
            "when",
            "what is available",
            " allow",
            " permit",
            " let",
            "lend",
            "depend",
            "permitting",
            "timetabled",
            "waiting list",
            "judg",
        ),
        Pattern(
            r"\bsubject to what(?:ever)? (?:[\w'-]+ ?){1,3}|\b(?:from|with|using) what(?:ever)? is available\b|"
            r"\bsubject to (?!what)(?!the (?:care act|equality act|children act|law)\b)(?:[\w'&/-]+ ){0,6}?(?:availab\w+|"
            r"allocation|"
            r"capacity|criteria|threshold|thresholds|resources?|staffing|funding|timetable\w*|panel|places?|space|demand|"
            r"budget|"
            r"eligibility|agreement|approval|availability)\b(?: (?:of|and|or) (?:[\w'-]+ ?){1,3})?(?=[ ]*(?:[.,;:)\n]|$))"
            r"|\b(?:if|where|when) (?:a |an |any |there (?:is|are) (?:a |an )?|the )?(?:place|places|space|spaces|slot|slots|"
            r"room|staff|"
            r"cover|numbers?|time|budget)(?: (?:is|are|becomes?|comes?))?(?: (?:available|free|found|left|up|allows?|"
            r"permits?))?(?=[ ]*(?:[.,;:)\n]|$))"
            r"|\b(?:if|where|when|as|(?:as|so) far as|each (?:day|week|term)) (?:the |our |their |his |her )?(?:[\w-]+ and )?"
            r"(?!(?:law|rules|record|regulations|guidance|board)\b|he\b|she\b|it\b|this\b|that\b|they\b|"
            r"you\b)[\w-]+ (?:(?:allow|permit)s?\b(?! (?:him|her|them|us|"
            r"you|for|access|[a-z]+ing)"
            r"\b)|lets? (?:us|them|it)\b)|\b(?!weather)[\w-]+ permitting\b|\b(?:where|when|if) (?:one|these|they|"
            r"it) (?:is|are) (?:timetabled|"
            r"running|offered|sourced)\b|\b(?:when|once|if) (?:the |its |their )?waiting list (?:re-?)?opens\b|"
            r"\buse (?:their|his|her|its) "
            r"(?:own )?(?:professional )?judge?ment\b"
            r"|\bif (?:one|enough|it|they|these) (?:[\w-]+ )?(?:(?:is|are|can be) (?:found|available)|want|ask)\b"
            r"|\b(?:where(?:ver)?|when(?:ever)?) (?:[\w'-]+ ){1,6}?lends? (?:itself|themselves)\b|"
            r"\bdepends? on (?:the )?(?:capacity|availability|"
            r"funding|staffing|need|demand|numbers|uptake|budget)\b"
            r"|\b(?:if|when|whenever|where) (?:i|we|they|he|she|someone|somebody|(?:the|a|an|his|her) [\w-]+)(?:'m|'re|"
            r"'s| am| is|"
            r" are) (?:free|available|about|around|spare|not needed elsewhere)\b"
            r"|\b(?:if|when|where) (?:it|this|that|they|one|these) can be (?:offered|arranged|found|sourced|timetabled|"
            r"provided|given|managed|"
            r"staffed|"
            r"fitted in|accommodated)\b"
        ),
    ),
    OpenEnded(
        "condition",
        "What shows it is needed, and how much is then given?",
        ("parent", "famil", "mum", "mother", "dad", "father", "carer"),
        Pattern(
            r"\b(?:if|where|when|should) (?:the |his |her |their )?(?:parents?|family|families|mum|mother|dad|father|carers?)"
            r"(?: (?:so|would))? (?:wish|want|request|like|agree)(?:e?s)?\b(?: (?:it|this|to|them))?"
        ),
    ),
)
