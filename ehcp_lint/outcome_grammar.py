"""Patterns of how outcomes are put: labels, baselines, purposes, support, wishes, and the verbs one looks through.

For text in small letters with plain quotes and dashes, names masked and end points blanked. Nothing here decides."""

from __future__ import annotations

import re

BASELINE = re.compile(
    r"^\W*(?:(?:at )?baseline\b|current(?:ly| level| position)?\b|at present\b|at the moment\b|present(?:ly| level)\b|now ?:|to date\b|"
    r"so far\b|at this time\b|in the past\b|previously\b|last (?:year|term)\b|starting point\b|historically\b)"
    r"|^[^,;:]*\b(?:can|is|has|does|am|are|have|do) (?:currently|at present|presently)\b|\bnot yet\b|\bcurrently\b(?!.*\bwill\b)"
)
ASIDE = re.compile(
    r"\((?=[^)]*\b(?:currently|at present|baseline|at the moment|now|from|was|previously|present level|up from)\b)[^)]*\)"
    r"|,? (?:who|which) (?:currently|at present|now)\b[^,]*,|,? (?:up |increased |an increase )?from (?:a |his |her |their |the )?(?:current |present )?"
    r"(?:baseline|level|starting point|average)\b[^,.;]*|\bfrom (?:\d[\w.%/]*|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: [\w-]+){0,5}? (?=to (?:at least |over |about )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten))"
)
PURPOSE = re.compile(
    r"\bso (?:that )?(?=(?:[\w█'-]+ ){1,5}?(?:can|will|is|are|may|could|has|have|feels?|does|do|gets?|becomes?|knows?)\b)|\bso that\b|\bso as to\b|"
    r"\bin order (?:to|that|for)\b|\b(?:which|that|this) (?:will|would|should|in turn|may|can) (?:\w+ )?(?:help|enable|allow|support|mean|lead|"
    r"let|result|give|ensure)\b|\b(?:to|thereby|thus|,) ?(?:enabl(?:e|ing)|allow(?:ing)?|prepar(?:e|ing) (?:him|her|them|me|█+)|help(?:ing)? (?:him|her|them|me|█+))\b|"
    r"\bin (?:preparation|readiness) for\b|\bleading to\b|\bto support (?:his|her|their|my|him|them|█+)\b|\bfor the purpose of\b|"
    r"\bas a step towards?\b|\bwith the (?:aim|goal|intention) of\b|\bresulting in\b|\bto ensure\b|\bto promote\b"
)
CRITERION = re.compile(
    r"so (?:that )?(?:(?:an?|any|the|most|other|all|two|three|unfamiliar|familiar|new|different) )*(?:unfamiliar )?(?:adults?|people|person|"
    r"listeners?|strangers?|readers?|others|someone|anyone|peers?|staff|teachers?) (?:\w+ )?(?:can|will|could|is|are)\b"
)
CAUSE = re.compile(r"\b(?:because(?: of)?|due to|as a result of|despite|as (?:he|she|they) (?:find|finds|is|are|has|have))\b")
HOW_SEEN = re.compile(
    r",? ?\b(?:as )?(?:measured|recorded|monitored|evidenced|assessed|observed|reported|shown|demonstrated|noted|tracked|evaluated|"
    r"reviewed|judged)(?: and \w+)? (?:\w+ly )?(?:by|in|on|through|using|against|with|via|at)\b"
)
SUPPORT = re.compile(
    r"\b(?:with|given|using|through|following|after|by having|by using|when given|provided with|when provided with|supported by|"
    r"in response to|by accessing|by receiving|via|from) (?:(?!and\b|so\b|he\b|she\b|they\b|will\b)[\w█'%:/-]+ ){0,6}?"
    r"(?:support|help|assistance|prompt(?:s|ing)?|cue(?:s|ing)?|scaffold(?:s|ing)?|guidance|encouragement|supervision|reminders?|"
    r"modelling|model|adaptations?|adjustments?|adult|adults|staff|ta|visuals?|symbols?|pictures?|timetable|aids?|programme|"
    r"intervention|therapy|strategies|equipment|resources|checklist|frame|board|book|device|card|cards|timer|system|aac|pecs|"
    r"makaton|signs?|signing|software|laptop|ipad|tablet|app|script|story|stories|plan|training|teaching|input)\b"
)
LABEL = re.compile(
    r"^\W*(?:(?P<step>(?:small |next |short[- ]term |interim )?steps?(?: towards?[^:]*)?|short[- ]term (?:targets?|outcomes?|goals?|objectives?|aims?)|"
    r"(?:iep |termly |half[- ]termly )?targets?|milestones?)|(?P<aspiration>(?:long[- ]term )?(?:aspirations?|dreams?|hopes?|ambitions?|vision)"
    r"(?: for the future)?)|(?P<outcome>(?:(?:long|medium)[- ]term |overall |smart |desired |key |intended |expected |annual |end of year |"
    r"health |social care |education(?:al)? )*(?:outcomes?|goals?|aims?|objectives?)|e)|(?P<need>needs?|barriers?|difficult(?:y|ies))|"
    r"(?P<provision>provisions?|support|strateg(?:y|ies)|resources?|how|who|actions?)|(?P<measure>success criteria|measures?|measurable|"
    r"evidence|we will know|monitoring|criteria|achieved when|how will we know[^:?]*))"
    r" ?(?:(?:e|no\.?|number)? ?[\da-z]{0,2}(?:\.\d)?)? ?[:.)–-]+ ?(?=\S)"
)
WILL = re.compile(r"\b(?:will|shall|won't|(?:is|are|am) (?:going|expected) to|(?:is|are|am) to)\b|'ll\b")
CAN = re.compile(r"\b(?:can|can't|cannot|should|must|would|could|may|might|(?:is|are|am) (?:\w+ly )?able to|has to|have to)\b")
WANTS = re.compile(
    r"\b(?:(?:wants?|wishes|wish|hopes?|aspires?|longs?|dreams?|would(?: really| also)? like|'d (?:really )?like|would love|'d love|would prefer|"
    r"am hoping|is hoping|is keen) (?:(?:for )?[\w█]+ )?(?:to|of)|(?:dream|ambition|aspiration|wish|hope)(?: job)? (?:is|would be)(?: for [\w█]+)?(?: to)?)\b"
)
WISH = re.compile(
    r"(?:[\w█'-]+ ){1,2}?(wants?|would (?:really )?like|would love|wish(?:es)? for|hopes? for|dreams? of) (?!to\b|(?:\w+ )?to [a-z])"
)
NEEDS = re.compile(
    r"\b(?:needs?|requires?|struggles?|lacks?)\b|\bfinds? (?:it )?(?:[\w█'-]+ ){0,4}?(?:hard|difficult|tricky|challenging|overwhelming)\b|"
    r"\b(?:has|have|experiences?|presents? with|shows?) (?:\w+ ){0,4}?(?:difficult(?:y|ies)|needs|delays?|impairments?|a diagnosis|autism|adhd|epilepsy|"
    r"dyslexia|cerebral palsy|down'?s? syndrome)\b|\bis unable to\b|\bis (?:\w+ )?(?:behind|below)\b|\b(?:was|is|been) diagnosed\b"
)
SUBORDINATE = re.compile(
    r"\b(?:that|which|who|when|whenever|if|while|where|wherever|what|whatever|how|because|until|before|after|so|than|why|whether|once|unless|although)\b[^,;:]*$"
)
RELATIVE = re.compile(r"\b(?:that|which|who|what|how|whether|why|than)(?: [\w█'-]+){0,3} ?$")
_ADVERB = r"(?:(?:also|always|now|then|still|soon|first|often|usually|sometimes|never|not|both|either|regularly|only|just|well|more|[a-z]+ly) )*"

# --- verbs one looks through to the next (domain/judging.md 2.1) -----------------------------------------------------------

ADVERBS = re.compile(_ADVERB)
SERVED = re.compile(
    rf"(?:be|being|been|is|are|get|have been|continue to be) {_ADVERB}(?P<done>supported|encouraged|helped|enabled|taught|assisted|prompted|reminded|given|provided|"
    r"offered|guided|trained|referred|assessed|monitored|seen|exposed|introduced|allocated|granted|afforded|equipped|facilitated|"
    r"coached|mentored|reviewed|placed|allowed|educated|included|invited|visited|funded|transported|timetabled|targeted|"
    r"implemented|delivered|arranged|made available|put in place|in place|available|in receipt of|met|used|adapted|differentiated|"
    r"explored|considered|addressed|promoted)\b"
)
ABLE = re.compile(
    rf"(?:be|is|are|am|being|become|becoming|becomes|feel|been|was|have been) (?P<degree>{_ADVERB}(?:better |increasingly )?){_ADVERB}"
    r"(?P<how>able|capable|beginning|starting|learning|continuing|expected|aiming|in a position|on track|(?:working|moving) towards?|"
    r"confident|comfortable|ready|willing|prepared|motivated|keen|happy|brave|relaxed|safe|equipped)(?: enough)? (?:to|of|in|with|at|about) (?P<to>)"
)
TRY = re.compile(
    rf"{_ADVERB}(?:begin|begins|beginning|start|starts|starting|continue|continues|continuing|learn|learns|learning|try|tries|attempt|attempts|manage|manages|"
    r"choose|chooses|be seen|be observed|remember|remembers|know how|knows how|learn how|learns how|work|have learnt|have learned|have begun|have started|"
    r"have managed|has learnt|has learned|come|get|show (?:that )?(?:he|she|they|█+|i) (?:can|is able to|has learnt to)|be heard|go on|wish|want|seek|"
    r"demonstrate (?:that )?(?:he|she|they|█+|i) (?:can|is able to)) (?:how )?(?:to )?"
)
GERUND = re.compile(
    r"(?:begin|begins|start|starts|continue|continues|keep|keeps|practise|practises|try|tries) (?=[a-z-]+ing\b)"
)
ABILITY = re.compile(
    rf"{_ADVERB}(?P<lead>have|has|having|show|shows|demonstrate|demonstrates|display|develop|develops|developing|gain|gains|acquire|acquires|possess|build|improve|"
    r"improves|increase|increases|learn|extend|strengthen|enhance|achieve|with|continue to develop|be taught|be given|grow) "
    r"(?:(?!to\b|in\b)[a-z,-]+ ){0,5}?(?P<noun>skills?|ability|abilities|confidence|strategies|tools|knowledge|understanding|language|vocabulary|"
    r"independence|capacity|means|opportunity|opportunities|resilience|motivation|self-esteem|techniques|awareness|stamina|strength|courage) "
    r"(?:(?:and|or) [a-z-]+ )?(?:(?:that )?(?:needed|required|necessary|(?:he|she|they|i|█+) needs?) )?(?:to|of how to|on how to|for|in|of) (?=[a-z-]+)"
)
PERFECT = re.compile(
    r"(?:have|has|having) (?P<degree>" + _ADVERB + r")(?=[a-z-]+(?:ed|en|t|de|own|ne|ung|um|un|ought|ead|et|ld|ot|ent|eft)\b)"
)
PROGRESSIVE = re.compile(
    rf"(?:be|is|are|am|been) {_ADVERB}(?=(?!willing|going|being|during|nothing|anything|something|well-being)[a-z-]{{2,}}ing\b)"
)

MADE_PROGRESS = re.compile(
    r"(?:make|makes|made|show|shows|shown|demonstrate|have|see|sustain|maintain|continue to make) (?:[a-z-]+ ){0,4}?(?:progress|improvements?|gains|strides|growth|development)\b"
)
VAGUE_ACHIEVE = re.compile(
    r"(?:achieve|achieves|reach|reaches|fulfil|realise|attain|meet|gain|maximise|work to) (?:(?:his|her|their|my|the|all|full|own|personal|academic|expected|better|good|"
    r"positive|individual|agreed|more|best|fullest) ){0,4}(?:potential|outcomes?|goals?|targets?|progress|success|expectations|aspirations?|best|"
    r"independence|confidence|understanding|skills|knowledge|self-esteem|resilience|experiences?|awareness)\b"
)
HAVE_GIVEN = re.compile(
    r"(?:have|has|having|get|gets|need|needs|require|requires|receive) (?:(?:a|an|the|his|her|their|regular|daily|weekly|consistent|continued|continuing|full|some|more|any|"
    r"appropriate|suitable|high|level|levels|of|own|individual|personalised|bespoke|clear|additional|\d+|hours?|minutes?|good|equal|increased|ongoing|adult|specialist|named|"
    r"trusted|safe|quiet|key|sensory|visual|small|group|one|to|1:1|timetabled|planned|necessary|right|opportunities|and|speech|language|occupational|time) ){0,8}?"
    r"(?:access|support|help|opportunit(?:y|ies)|input|provision|interventions?|therapy|sessions?|worker|adult|ta|plan|programme|"
    r"diet|space|equipment|timetable|breaks?|person|placement|assessment|funding|assistance|tuition|mentor|resources|advice|check-ins?|"
    r"transport|environment|needs met|adjustments|supervision|laptop|aids?|place|teaching|curriculum|base|workstation|care)\b"
)
COMPARATIVE = re.compile(
    r"\b(?:more(?! than \d)|less(?! than)|fewer(?! than)|better|greater|increased|improved|improving|increasing|increasingly|reduced|decreased|enhanced|higher|lower|further|wider|"
    r"broader|stronger|happier|calmer|safer|closer|longer|shorter|easier|faster|quicker|healthier|deeper|bigger|additional|growing|developing)\b"
)
DEGREE = re.compile(
    r"\bas (?:\w+ly|\w+) as (?:possible|he can|she can|they can)\b|\bmost of the time\b|\bappropriately\b|\beffectively\b|\bto the best of\b|\bwhere possible\b|\bas appropriate\b"
)
CHANGE_NOUN = re.compile(
    r"^\W*(?:(?:an?|the|continued|significant|further|overall) )*(?:increased?|improve(?:d|ments?)|improving|increasing|greater|better|more|fewer|less|reduced?|reductions?|decreased?|"
    r"enhanced|higher|developing|development of|progress(?: in| with)?|stronger|developed|raised|wider|good|positive|continued)\b"
)
GIVEN_NOUN = re.compile(
    r"^\W*(?:(?:a|an|the|regular|daily|weekly|small|high|quality|individual|individualised|personalised|bespoke|specialist|continued|ongoing|full|consistent|additional|adult|key|"
    r"targeted|direct|indirect|sensory|visual|structured|clear|appropriate|suitable|up|to|at|least|\d[\d.:/-]*|one|two|three|x|hours?|hrs|minutes?|mins|per|week|of|"
    r"speech|language|and|occupational|social|skills|learning|teaching|educational|psychology|literacy|numeracy|[\w-]+ed) )*"
    r"(?:access (?:to)|support|help (?:with|from|to)|opportunit(?:y|ies)|provision|interventions?|input|programmes?|therapy|sessions?|ta|"
    r"teaching assistant|1:1|1-1|1 to 1|one[ -]to[ -]one|group work|small group|small groups|differentiated|differentiation|timetable|training|resources|equipment|strategies|assessment|"
    r"monitoring|referral|transport|placement|mentoring|counselling|funding|breaks|movement breaks|adjustments?|check-ins?|key (?:worker|adult)|visuals|use of|"
    r"quality first teaching|alternative provision|tuition|supervision)\b"
)
MEANS = re.compile(
    r"\b(?:by|including|demonstrating|showing|demonstrated by|evidenced by|shown by|as shown by|such as) (?=[a-z-]+ing\b)"
)
AND_VERB = re.compile(
    r"(?:,| and| or|,? and then|, then|;) (?:to |be able to |will |can |then |also |[a-z]+ly )*(?=([a-z][a-z-]+)\b)"
)
INDEPENDENT = re.compile(
    r"\bindependent(?:ly)?\b|\bby (?:him|her|my|them)sel(?:f|ves)\b|\bon (?:his|her|their|my) own\b|\balone\b|\bunaided\b|\bunprompted\b|\bunsupported\b|\bunsupervised\b|\bself-initiated\b|"
    r"\bwithout (?:any |the need for |needing |adult |further |physical |verbal |direct |additional |being |having |a |an )*(?:help|support|prompt\w*|assistance|adult|reminder\w*|reminded|cue\w*|"
    r"supervision|intervention|aids?|staff|helped|encouragement|hints?|modelling|props?)\b|\bspontaneously\b|\bwith (?:minimal|no|little|minimum) (?:adult )?(?:support|help|prompt\w*|assistance|supervision)\b"
)
CONTEXT = re.compile(
    r"\b(?:when|whenever|while|whilst|if|after|before|once|where|upon|on arrival|every time|each time)(?! possible| appropriate| necessary| needed| required)\b [\w█']"
    r"|\b(?:in|at|on|during|within|around|across|into|to|from|onto|through|outside|inside|near|beside)(?: |$)(?:(?:the|a|an|his|her|their|my|one|two|three|another|each|every|any|all|"
    r"small|large|whole|busy|quiet|familiar|unfamiliar|local|new|different|structured|unstructured|other|least|both|known|trusted|adult-led|more|\d+) )*"
    r"(?P<where>class|classes|classroom|lessons?|lesson time|playground|playtimes?|lunch|lunchtimes?|lunch-times?|break|breaks|breaktimes?|break-times?|assembly|home|school|college|nursery|community|shops?|shop|"
    r"supermarket|cafe|café|park|bus|train|car|taxi|swimming pool|pool|gym|hall|dining hall|canteen|corridor|library|toilet|bathroom|bedroom|kitchen|garden|"
    r"carpet|carpet time|circle time|group|groups|small group|pe|p\.e\.|maths|english|phonics|reading|literacy|numeracy|science|art|music|tutor time|registration|form time|games?|team games?|"
    r"activity|activities|tasks?|conversations?|discussions?|morning|mornings|afternoon|evening|bedtime|mealtimes?|mealtime|snack time|snack|night|weekends?|holidays|start of the day|"
    r"day|school day|week|settings?|situations?|workplace|placement|work experience|club|clubs|youth club|after-school club|trips?|visits?|interview|table|desk|peers?|adults?|friends?|"
    r"staff|teachers?|parents?|family|siblings?|classmates?|children|pupils|people|person|strangers?|partner|pairs|text|texts|books?|stories|story|sentence|sentences|page|"
    r"unstructured times?|structured times?|free play|play|role play|work|workstation|transitions?|appointments?|gp|dentist|hospital|doctor|station|town|street|road|restaurant|cinema)\b"
    r"|\bwith (?:(?:a|an|the|his|her|their|my|one|two|three|four|at|least|\d+|other|another|familiar|unfamiliar|trusted|known|same-age|peer|small|group|of|in|some|key|few|up|to) )*"
    r"(?:peers?|adults?|friends?|staff|teachers?|parents?|family|siblings?|classmates?|children|pupils|people|person|strangers?|partner|brother|sister|mum|dad|buddy|others|"
    r"class|member|members|group|support|help|prompts?|prompting|assistance|supervision|visuals?|symbols?|timer|timetable|frame|cards?|knife|fork|spoon|money|calculator|cues?|reminders?|"
    r"checklist|guidance|pictures?|objects?|blocks|counters|█+)\b"
    r"|\bwithout\b|\busing\b|\bby (?:bus|train|foot|car|taxi|him|her|them|my)|\bindependently\b|\balone\b|\bgiven\b|\bas part of\b|\bout of\b|\bto (?:█+|an?|his|her|the|their|two|three|another|familiar|unfamiliar)"
)
