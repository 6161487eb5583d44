"""Wording that leaves open what, how much, how often or by whom: advice, pointers elsewhere, help that names nothing."""

from __future__ import annotations

from ehcp_lint.grammar.open_ended.way import OpenEnded
from ehcp_lint.patterns import Pattern

_OF_HIS = r"(?:(?:his|her|their|the|[\w'-]+'s) (?:[\w-]+ ){0,2}?)"

WORDING = (
    OpenEnded(
        "pointer",
        "What exactly is given now? Write it in this item.",
        (
            "support",
            "help",
            "provision",
            "input",
            "therapy",
            "arrangement",
            "what ",
            "current",
            "existing",
            "present",
            "strateg",
            "target",
            "recommendation",
            "advice",
            "see ",
            "outcome of",
            "package",
            "last ",
            "previous ",
            "to follow",
            "in line ",
            "in accordance ",
        ),
        Pattern(
            # "the help that she gets now", "carry on with what they are doing", "current arrangements to continue"
            r"\b(?:support|help|provision|input|therapy|arrangements?) (?:that |which )?[a-z]{2,} (?:(?:currently|already|now) "
            r"(?:gets?|receives?|has|have|accesses)|(?:gets?|receives?|has|have|is getting|is receiving) (?:now|currently|"
            r"at present|at the moment|already))\b"
            r"|\b(?:continue|carry on|go on|keep)(?:s|es)? (?:to do|doing|with|as) what (?:\w+ ){1,2}?(?:is|are|has|have|does|"
            r"do)\b(?: (?:already|currently|now|been|doing|done))*"
            r"|^\W*as (?:(?:in|for|per) )?(?:the )?(?:last|previous) (?:year|term|plan|stage)\b"
            r"|\b(?:details?|amendments?|hours|dates?|names?|amounts?) to follow\b|\bsee (?:the )?(?:provision map|"
            r"timetable|overleaf)\b"
            r"|\b(?:adapt|build on|extend|do) what (?:it|they|the \w+) (?:(?:already|currently|usually) )?(?:does|do|"
            r"offers?|provides?|"
            r"has in place)\b|\bin (?:line|accordance) with (?:the )?[\w-]+'s? (?:\w+ )?(?:banding|planning|procedures?|"
            r"criteria|"
            r"allocation|model|matrix|core offer|current offer|offer)\b"
            r"|\bthe same (?:support|provision|arrangements?|help|package|input) (?:as|which|that)\b"
            r"|^\W*(?:[\w&'-]+ ){0,5}?(?:support|provision|arrangements?|input|therapy|help|package) (?:is |are )?(?:to|"
            r"will|should|"
            r"shall) (?:continue|remain in place)(?=\W*$)"
            # "the strategies set out in her report", "(see their letter)"
            r"|\b(?:support|help|provision|strateg(?:y|ies)|targets|recommendations|advice|approaches) (?:(?:which|"
            r"that) )?(?:(?:is|are) )?"
            r"(?:described|detailed|set out|outlined|listed|contained|recommended) in (?:[\w'-]+ ){0,4}?(?:reports?|appendix|"
            r"letters?|advice|assessments?|guidance)\b|\bsee (?:(?:the|their|his|her|"
            r"our) )?(?:[\w'-]+ ){0,2}?(?:reports?|letters?|"
            r"advice)\b|\b(?:following|in accordance with|subject to|pending) the outcome of\b"
            r"|\b(?:current|existing|present) (?:levels? of )?(?:support|provision|arrangements?|help|package|strategies|"
            r"interventions?|input) (?:to|will|should|must|shall) (?:be )?(?:continued?|remain|stay|maintained|kept)\b"
            r"|\b(?:continue|maintain|keep)(?: with)? (?:(?:the|his|her|their) )?(?:current|existing|present) (?:levels? of )?"
            r"(?:support|provision|arrangements?|help|package|strategies|interventions?|input)\b"
        ),
    ),
    OpenEnded(
        "rate",
        "How often will this happen, and who will do it?",
        ("embedded", "woven", "threaded", "infused"),
        Pattern(
            r"\b(?:embedded|woven|threaded|infused) (?:in|into|across|throughout|through|within) (?:(?:the|his|her|their|all|"
            r"every|whole|each|waking|school|daily|a|home|and) )*(?:day|curriculum|settings?|timetable|week|lessons?|practice|"
            r"routines?|learning|activities|life|provision|environment|teaching|play)\b"
        ),
    ),
    OpenEnded(
        "who",
        "Which role will do this, and with what training?",
        ("know", "understand", "gets ", "someone", "somebody"),
        Pattern(
            r"(?:^|(?<=[.;:] )|(?<=needs )|(?<=need )|(?<=have ))\W*(?:someone|somebody)(?= (?:in|at|from|on|with|to|"
            r"will|should|must)\b)"
            r"|\b(?:who|that) (?:really |fully |truly )?(?:(?:knows?|understands?|gets) (?:him|her|"
            r"them)(?: well)?(?=\W*$|[.,;])|"
            rf"understands? {_OF_HIS}(?:needs?|difficult\w+|condition|profile)\b)"
        ),
    ),
    OpenEnded(
        "tailored",
        "What exactly will be done differently? Name it.",
        ("account", "regard", "sensitive to", "responsive to", "mindful of", "consideration"),
        Pattern(
            r"\b(?:tak(?:e|es|en|ing) (?:full |due |good |careful )?(?:account of|into account|into consideration)|"
            r"(?:having|have|"
            rf"has) (?:due |full )?regard (?:to|for)|(?:sensitive|responsive) to|mindful of)(?= {_OF_HIS}(?:needs?|"
            rf"difficult\w+|"
            r"advice|recommendations|profile|presentation|strengths|anxiet\w+|sensitivit\w+|abilit\w+|circumstances)\b)"
        ),
    ),
    OpenEnded(
        "changing",
        "Which review will decide on any change?",
        ("as ", "fad", "step back"),
        Pattern(
            r"\bas (?:he|she|they|\w+) (?:gets?|becomes?|grows?|feels?) (?:the hang of it|used to it|better|more \w+|\w+er|"
            r"settled|going|in (?:confidence|independence|skill|maturity))\b"
            r"|\bfad(?:e|es|ed|ing)(?: \w+){0,2} over time\b|\bgradually (?:step|stepping|pull|pulling) back\b"
        ),
    ),
    OpenEnded(
        "tentative",
        "Will this be given? If so, how often and by whom?",
        (
            "mind",
            "try ",
            "best ",
            "well ",
            "thrive",
            "endeavour",
            "every effort",
            "anticipated",
            "expected",
            "envisaged",
            "hoped",
        ),
        Pattern(
            r"\b(?:will|to|shall|should) (?:endeavour to|do (?:its|their|his|her) best to|make every effort to)\b"
            r"|\bit is (?:anticipated|expected|envisaged|hoped) that\b|\b(?:is|are) expected to (?:have|be|know|"
            r"understand|show)\b"
            r"|\b(?:bear|bears|keep|keeps) (?:[\w'-]+ ){0,3}?in mind\b|\bwill try (?:and|to)\b|\b(?:does|do|works?|"
            r"learns?|responds?|"
            r"copes?) (?:best|well|better) "
            r"(?:with|to|when|in|if)\b|\bthrives? (?:with|when|in|on)\b"
        ),
    ),
    OpenEnded(
        "tentative",
        "Will this be given? If so, how often and by whom?",
        ("may", "might", "could", "would"),
        Pattern(
            r"\b(?:may|might|could|would) (?:also )?be (?:[\w-]+ )?(?:lovely|nice|great|wise|worth\w*|sensible|a good idea|"
            r"an idea|"
            r"of (?:some |great )?(?:use|help|benefit|value))\b"
        ),
    ),
    OpenEnded(
        "degree",
        "How much, in hours or numbers?",
        ("some", "bit", "touch", "any", "close", "eye"),
        Pattern(
            r"\bsome(?= (?:[\w'-]+ ){0,2}(?:support|help|sessions?|time|songs?|work|input|lessons?|therapy|teaching|training|"
            r"games?|"
            r"intervention|visits?|practice|exercises?|activities|strategies|opportunit\w+|mentoring|clubs?)\b)"
            r"|\bsome (?:kind|sort|form|type) of\b|\bof some (?:kind|sort)\b|\ba (?:bit|little bit|touch) of\b|"
            r"\bany (?:further|other|additional)\b"
            r"(?= (?:assessments?|support|help|interventions?|provision|therapy|input|equipment|training|advice)\b)"
            r"|\bclose(?=(?: adult)? (?:support|supervision|liaison|contact|working|links?|communication|partnership)\b)"
            r"|\bkeep(?:s|ing)? (?:a |an )?(?:close |careful |watchful )?eye(?: on)?\b"
        ),
    ),
    OpenEnded(
        "bare",
        "What will people do, how often and for how long?",
        ("monitor", "advi", "liaison", "refer", "outreach", "supervision"),
        Pattern(
            r"^\W*(?:monitor(?:ing|ed)?(?: and review(?:ing|ed)?)?|review and monitor|advi[cs]e|liaison|"
            r"refer(?:ral)?(?: (?:when|"
            r"at) \d+)?|outreach|supervision)(?=\W*$)"
        ),
    ),
    OpenEnded(
        "bare",
        "What will people do, how often and for how long?",
        ("aware of", "mindful of", "conscious of", "understanding of", "advice", "involved", "be supported"),
        Pattern(
            r"\b(?:remain|stay|keep|continue to be) involved\b|\b(?:will|should|must|to) be supported(?=\W*$)"
            rf"|\b(?:be|are|is) (?:made )?(?:aware|mindful|conscious|understanding) of(?= {_OF_HIS}"
            r"(?:needs?|difficult\w+|anxiet\w+|presentation|profile|sensitivit\w+|triggers|diagnos[ei]s|condition|"
            r"impairment|loss|"
            r"differences|challenges|vulnerabilit\w+)\b)"
            r"|^\W*(?:section \w\d?: )?(?:(?:specialist|regular|ongoing|continued|further) )?advice(?= (?:from|by)\b)"
        ),
    ),
    OpenEnded(
        "funding",
        "What help will this money or band buy?",
        ("£", "fund", "budget", "allocation", "band", "tariff"),
        Pattern(
            r"(?:\b(?:(?:top[ -]up|additional|enhanced|element 3|high needs) )?(?:funding|budget|allocation)(?: (?:of|at|"
            r"worth|level|band|to the value of|is|will be))* )?£ ?\d[\d,.]*\d?k?(?: (?:per|a) (?:year|annum|hour|week))?"
            r"|\b(?:(?:top[ -]up )?funding (?:at |of |level )?|tariff )?band(?:ing)?(?: level)? [a-h1-9]\b(?: funding)?"
        ),
    ),
)
