"""How outcomes are put: labels, baselines, purposes, support, wishes, and the verbs one looks through to the next.

For text in small letters with plain quotes and dashes, names masked and end points blanked. Nothing here decides."""

from __future__ import annotations

from ehcp_lint.grammar.outcome_words import pattern

_DIGITS = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)"
_HIM = r"(?:him|her|them|me|█+)"
_HIS = r"(?:his|her|their|my)"

# --- what stands around the statement --------------------------------------------------------------------------------------

LABEL = pattern(
    r"\W*(?:(?P<step>(?:small |next |short[- ]term |interim )?steps?(?: towards?[^:]*)?|"
    r"short[- ]term (?:targets?|outcomes?|goals?|objectives?|aims?)|(?:iep |termly |half[- ]termly )?targets?|milestones?)"
    r"|(?P<aspiration>(?:long[- ]term )?(?:aspirations?|dreams?|hopes?|ambitions?|vision)(?: for the future)?)"
    r"|(?P<outcome>(?:(?:long|medium)[- ]term |overall |smart |desired |key |intended |expected |annual |end of year |health |"
    r"social care |education(?:al)? )*(?:outcomes?|goals?|aims?|objectives?)|(?:long|medium|short)[- ]term|ongoing|e)"
    r"|(?P<need>needs?|barriers?|difficult(?:y|ies))"
    r"|(?P<provision>provisions?|support|strateg(?:y|ies)|resources?|how|who|actions?)"
    r"|(?P<measure>success criteria|measures?|measurable|evidence|we will know|monitoring|criteria|achieved when|"
    r"how will we know[^:?]*))"
    r" ?(?:(?:e|no\.?|number)? ?[\da-z]{0,2}(?:\.\d)?)? *[:.)-]+ *(?=\S)"
)
BASELINE = pattern(
    r"^\W*(?:(?:at )?baseline\b|current(?:ly| level| position)?\b|at present\b|at the moment\b|present(?:ly| level)\b|now ?:|"
    r"to date\b|so far\b|at this time\b|in the past\b|previously\b|last (?:year|term)\b|starting point\b|historically\b)"
    r"|^[^,;:]*\b(?:can|is|has|does|am|are|have|do) (?:currently|at present|presently)\b|\bnot yet\b|"
    r"\bcurrently\b(?!.*\bwill\b)"
)
ASIDE = pattern(
    r"\((?=[^)]*\b(?:currently|at present|baseline|at the moment|now|from|was|previously|present level|up from)\b)[^)]*\)"
    r"|,? (?:who|which) (?:currently|at present|now)\b[^,]*,"
    rf"|,? (?:up |increased |an increase )?from (?:a |the |{_HIS} )?(?:current |present )?(?:baseline|level|starting point|"
    rf"average)\b"
    r"[^,.;]*"
    rf"|\bfrom {_DIGITS}[\w.%/]*(?: [\w-]+){{0,5}}? (?=to (?:at least |over |about )?{_DIGITS})"
)
PURPOSE = pattern(
    r"\bso (?:that )?(?=(?:[\w█'-]+ ){1,5}?(?:can|will|is|are|may|could|has|have|feels?|does|do|gets?|becomes?|knows?)\b)"
    r"|\bso that\b|\bso as to\b|\bin order (?:to|that|for)\b"
    r"|\b(?:which|that|this) (?:will|would|should|in turn|may|can) (?:\w+ )?"
    r"(?:help|enable|allow|support|mean|lead|let|result|give|ensure)\b"
    rf"|\b(?:to|thereby|thus|,) ?(?:enabl(?:e|ing)|allow(?:ing)?|prepar(?:e|ing) {_HIM}|help(?:ing)? {_HIM})\b"
    rf"|\bin (?:preparation|readiness) for\b|\bleading to\b|\bto support (?:{_HIS}|{_HIM})\b|\bfor the purpose of\b"
    r"|\bas a step towards?\b|\bwith the (?:aim|goal|intention) of\b|\bresulting in\b|\bto ensure\b|\bto promote\b"
)
CRITERION = pattern(
    r"so (?:that )?(?:(?:an?|any|the|most|other|all|two|three|unfamiliar|familiar|new|different) )*"
    r"(?:adults?|people|person|listeners?|strangers?|readers?|others|someone|anyone|peers?|staff|teachers?) "
    r"(?:\w+ )?(?:can|will|could|is|are)\b"
    r"|(?:that|which|to be) (?:(?:an?|any|the|most|other|another|unfamiliar|familiar|new|different) )*"
    r"(?:adults?|people|person|listeners?|strangers?|readers?|others|someone|anyone|peers?|child|teachers?)(?: else)? "
    r"(?:who [\w' ]{3,40}? )?(?:can|could|is able to|are able to) (?:read|understand|follow|hear|recogni[sz]e)\b"
)
CAUSE = pattern(r"\b(?:because(?: of)?|due to|as a result of|despite|as (?:he|she|they) (?:find|finds|is|are|has|have))\b")
HOW_SEEN = pattern(
    r",? ?\b(?:as )?(?:measured|recorded|monitored|evidenced|assessed|observed|reported|shown|demonstrated|noted|tracked|"
    r"evaluated|"
    r"reviewed|judged)(?: and \w+)? (?:\w+ly )?(?:by|in|on|through|using|against|with|via|at)\b"
)
SUPPORT = pattern(
    r"\b(?:with|given|using|through|following|after|by having|by using|when given|provided with|when provided with|"
    r"supported by|"
    r"in response to|by accessing|by receiving|via|from) "
    r"(?:(?!and\b|so\b|he\b|she\b|they\b|will\b)[\w█'%:/-]+ ){0,6}?@help@\b"
)

# --- how the statement is put ----------------------------------------------------------------------------------------------

WILL = pattern(r"\b(?:will|shall|won't|(?:is|are|am) (?:going|expected) to|(?:is|are|am) to)\b|'ll\b")
CAN = pattern(r"\b(?:can|can't|cannot|should|must|would|could|may|might|(?:is|are|am) (?:\w+ly )?able to|has to|have to)\b")
WANTS = pattern(
    r"\b(?:(?:wants?|wishes|wish|hopes?|aspires?|longs?|dreams?|would(?: really| also)? like|'d (?:really )?like|would love|"
    r"'d love|"
    r"would prefer|am hoping|is hoping|is keen) (?:(?:for )?[\w█]+ )?(?:to|of)"
    r"|(?:dream|ambition|aspiration|wish|hope)(?: job)? (?:is|would be)(?: for [\w█]+)?(?: to)?)\b"
)
WISH = pattern(
    r"(?:[\w█'-]+ ){1,2}?(wants?|would (?:really )?like|would love|wish(?:es)? for|hopes? for|dreams? of) "
    r"(?!to\b|(?:\w+ )?to [a-z])"
)
NEEDS = pattern(
    r"\b(?:needs?|requires?|struggles?|lacks?)\b"
    r"|\bfinds? (?:it )?(?:[\w█'-]+ ){0,4}?(?:hard|difficult|tricky|challenging|overwhelming)\b"
    r"|\b(?:has|have|experiences?|presents? with|shows?) (?:\w+ ){0,4}?(?:difficult(?:y|ies)|needs|delays?|impairments?|"
    r"a diagnosis|autism|adhd|epilepsy|dyslexia|cerebral palsy|down'?s? syndrome)\b"
    r"|\b(?:difficulties|needs|autism|anxiety|diagnosis|delay|impairment|condition) (?:\w+ )?"
    r"(?:makes?|means?|affects?|impacts?|causes?|results?|leads?|prevents?|stops?|limits?)\b"
    r"|\bis unable to\b|\bis (?:\w+ )?(?:behind|below)\b|\b(?:was|is|been) diagnosed\b"
)
SUBORDINATE = pattern(
    r"\b(?:that|which|who|when|whenever|if|while|where|wherever|what|whatever|how|because|until|before|after|so|than|why|"
    r"whether|"
    r"once|unless|although)\b[^,;:]*$"
)
RELATIVE = pattern(r"\b(?:that|which|who|what|how|whether|why|than)(?: [\w█'-]+){0,3} ?$")
CHANGE_NOUN = pattern(
    r"\W*(?:(?:an?|the|continued|significant|further|overall) )*(?:increased?|improve(?:d|ments?)|improving|increasing|"
    r"greater|better|"
    r"more|fewer|less|reduced?|reductions?|decreased?|enhanced|higher|developing|development of|progress(?: in| with)?|"
    r"stronger|"
    r"developed|raised|wider|good|positive|continued)\b"
)
GIVEN_NOUN = pattern(r"\W*(?:(?:@filler@|\d[\d.:/-]*|[\w-]+ed) +)*?@given alone@\b")

# --- verbs one looks through to the next (docs/guideline.md 1) -----------------------------------------------------------

_ADVERB = (
    r"(?:(?:also|always|now|then|still|soon|first|often|usually|sometimes|never|not|both|either|regularly|only|just|well|more|"
    r"(?!(?:apply|reply|supply|rely|multiply|comply|fly|imply|family) )[a-z]+ly) )*"
)
ADVERBS = pattern(_ADVERB)
FIRST_WORD = pattern(_ADVERB, r"([\w█'-]+)")
MASKED_DOES = pattern(r"█+ ", _ADVERB, r"(?P<verb>[a-z]+s)\b")
MASKED_DOING = pattern(r"(?:and |to see |we want |for )?█[█'-]* ", _ADVERB, r"(?P<verb>[a-z]{2,}ing)\b(?! (?:is|was|needs?)\b)")
SERVED = pattern(rf"(?:be|being|been|is|are|get|have been|continue to be) {_ADVERB}(?P<done>@helped@)\b")
ABLE = pattern(
    rf"(?:be|is|are|am|being|become|becoming|becomes|feel|been|was|have been) (?P<degree>{_ADVERB}(?:better )?){_ADVERB}"
    r"(?P<how>able|capable|beginning|starting|learning|continuing|expected|aiming|in a position|on track|"
    r"(?:working|moving) towards?|@feeling@)(?: enough)? (?:to|of|in|with|at|about) "
)
_CAN = r"(?:that )?(?:he|she|they|█+|i) (?:can|is able to|has learnt to)"
TRY = pattern(
    rf"{_ADVERB}(?:(?:begin|start|continue|learn|trie|attempt|manage|choose|remember)s?|try|begun|began|started|continued|"
    rf"learnt|learned|beginning|starting|continuing|"
    rf"learning|"
    r"be seen|be observed|be heard|knows? how|learns? how|work|have learn(?:t|ed)|has learn(?:t|ed)|have (?:begun|started|"
    r"managed)|"
    rf"come|get|go on|wish|want|seek|(?:show|demonstrate) {_CAN}) (?:how )?(?:to )?"
)
GERUND = pattern(r"(?:begins?|starts?|continues?|keeps?|practises?|try|tries) (?=[a-z-]+ing\b)")
ABILITY = pattern(
    rf"{_ADVERB}(?P<lead>have|has|having|shows?|demonstrates?|display|develops?|developing|gains?|acquires?|possess|build|"
    rf"improves?|"
    r"increases?|learn|extend|strengthen|enhance|achieve|with|continue to develop|be taught|be given|grow) "
    r"(?:(?!to\b|in\b)[a-z,-]+ ){0,5}?(?P<noun>@asset@) (?:(?:and|or) [a-z-]+ )?"
    r"(?:(?:that )?(?:needed|required|necessary|(?:he|she|they|i|█+) needs?) )?(?:to|of how to|on how to|for|in|of) (?=[a-z-]+)"
)
PERFECT = pattern(
    r"(?:have|has|having) ",
    _ADVERB,
    r"(?=[a-z-]+(?:ed|en|t|de|own|ne|ung|um|un|ought|ead|et|ld|ot|ent|eft)\b)",
)
PROGRESSIVE = pattern(
    rf"(?:be|is|are|am|been) {_ADVERB}"
    r"(?=(?!willing|going|being|during|nothing|anything|something|well-being)[a-z-]{2,}ing\b)"
)
MADE_PROGRESS = pattern(
    r"(?:make|makes|made|show|shows|shown|demonstrate|have|see|sustain|maintain|"
    r"continue to make) (?:[a-z-]+ ){0,4}?@progress@\b"
)
VAGUE_ACHIEVE = pattern(
    r"(?:achieves?|reach(?:es)?|fulfil|realise|attain|meet|gain|maximise|work to) "
    rf"(?:(?:{_HIS}|the|all|full|own|personal|academic|expected|better|good|positive|individual|agreed|more|best|"
    rf"fullest) ){{0,4}}"
    r"@vague goal@\b"
)
HAVE_GIVEN = pattern(
    r"(?:have|has|having|gets?|needs?|requires?|receive) (?:(?:@filler@|@adult@|\d+),? (?:and )?){0,8}?"
    r"(?:@given@|(?:personal|teaching|learning support|support|classroom) assistants?|(?:key|support|social|youth) workers?|"
    r"job coach|tutor|therapist|nurse)\b"
)
# "Have his talker with him, charged": somebody sees to it.
HAVE_WITH = pattern(
    r"(?:have|has|having) (?:his|her|their|my|an?|the) (?:[\w-]+ ){1,4}?(?:(?:with|near|beside) (?:him|her|them|me)|available|"
    r"to hand|charged|within reach)\b"
)
# "Have increased opportunities" gives; "have increased his speed" has done something.
HAVE_MORE = pattern(
    r"(?:have|has|having|gets?|receive) (?:increased|improved|enhanced|continued|supported|targeted|structured|timetabled|"
    r"personalised|individualised) (?:(?:@filler@),? ){0,3}?@given@\b"
)
HAVE_DONE = pattern(
    r"(?:have|has|having|gets?) (?:his|her|their|my|an?|the) (?:[\w-]+ ){1,4}?(?:@helped@|checked|tested|heard|changed)\b"
)
WORKS_TOWARDS = pattern(r"(?:towards?\b|(?:on|at) (?:his|her|their|my|improving|developing|building|increasing)\b)")
MEANS = pattern(
    r"\b(?:by|including|demonstrating|showing|demonstrated by|evidenced by|shown by|as shown by|such as) (?=[a-z-]+ing\b)"
)
AND_VERB = pattern(
    r"(?:,| and| or|,? and then|, then|;) (?:to |be able to |will |can |then |also |[a-z]+ly )*(?=([a-z][a-z-]+)\b)"
)

# --- degree, independence, setting -----------------------------------------------------------------------------------------

COMPARATIVE = pattern(r"\b(?:@comparative@|more(?! than \d)|less(?! than)|fewer(?! than))\b")
DEGREE = pattern(
    r"\bas (?:\w+ly|\w+) as (?:possible|he can|she can|they can)\b|\bmost of the time\b|\bappropriately\b|\beffectively\b|"
    r"\bto the best of\b|\bwhere possible\b|\bas appropriate\b"
)
INDEPENDENT = pattern(
    r"\bindependent(?:ly)?\b|\bby (?:him|her|my|them)sel(?:f|ves)\b|\bon (?:his|her|their|my) own\b|\balone\b|\bunaided\b|"
    r"\bunprompted\b|\bunsupported\b|\bunsupervised\b|\bself-initiated\b|\bspontaneously\b|"
    r"\bwithout (?:any |the need for |needing |adult |further |physical |verbal |direct |additional |being |having |"
    r"an? )*@aided@\b|"
    r"\bwith (?:minimal|no|little|minimum) (?:adult )?(?:support|help|prompt\w*|assistance|supervision)\b"
)
CONTEXT = pattern(
    r"\b(?:when|whenever|while|whilst|if|after|before|once|where|upon|on arrival|every time|each time)"
    r"(?! possible| appropriate| necessary| needed| required)\b [\w█']"
    r"|\b(?:in|at|on|during|within|around|across|into|to|from|onto|through|outside|inside|near|beside) "
    r"(?:(?:@which@|\d+) )*@where@\b"
    r"|\bwith (?:(?:@which@|\d+) )*(?:@with@|█+)\b"
    r"|\bwithout\b|\busing\b|\bby (?:bus|train|foot|car|taxi|him|her|them|my)|\bindependently\b|\balone\b|\bgiven\b|"
    r"\bas part of\b"
    r"|\bout of\b|\bto (?:█+|an?|his|her|the|their|two|three|another|familiar|unfamiliar)"
)
