"""Ways of saying nothing in sections C, D, G, H1 and H2: nothing found, not known, not applicable, awaited, look elsewhere.

"No needs identified" says that somebody looked; "not known to this service" says that nobody did. Each pattern is for one
folded sentence. What is negated must be a need, a concern or provision: "has no safe way to go out" is a need."""

from __future__ import annotations

from enum import StrEnum

from ehcp_lint.patterns import Pattern


class NilKind(StrEnum):
    """How a sentence says nothing."""

    NONE_IDENTIFIED = "none identified"
    NOT_KNOWN = "not known to service"
    NOT_APPLICABLE = "n/a"
    AWAITING = "awaiting"
    SEE_REPORT = "see report"
    LOCAL_OFFER = "local offer"
    UNIVERSAL = "universal only"
    HEADING = "heading only"


_BY = (
    r"(?:identified|reported|known|noted|recorded|required|apparent|raised|indicated|highlighted|disclosed|stated|"
    r"applicable|needed|necessary|found|evident|declared|sought|listed|specified|expressed|provided)"
)
_THING = (
    r"(?:needs?|concerns?|difficult(?:y|ies)|issues?|problems?|conditions?|diagnos[ie]s|involvement|provision|services?|"
    r"support|input|intervention|requirements?|allergies|allergy|medication|health care|"
    r"social care|assessments?|worries|action|referrals?|vulnerabilities|risks?|information|advice)"
)
_WHAT = r"(?:[\w'/-]+,? (?:and |or |/ ?)?){0,7}?"

NONE_IDENTIFIED = Pattern(
    rf"^\W*(?:none|nil)\b(?= (?:under|pursuant to|within the meaning|in respect of|that (?:is|are) )\b)|"
    rf"^\W*(?:not applicable|n/a)\b(?=,? "
    rf"(?:as|because|since) )|\bno (?:trace|hits|entries)\b(?=\W*$)|\b(?:are|were|is|was) (?:currently )?none\b|\b(?:no|"
    rf"nil|not any|zero) {_WHAT}{_THING}\b(?! (?:of|to get|for (?:him|"
    rf"her) to))|\b(?:none|nil|"
    rf"nothing)(?: \w+){{0,3}} {_BY}\b|^\W*(?:none|nil|no|nothing)\W*$|:\W*(?:none|nil|no)\W*$|"
    rf"^\W*(?:none|nil)(?: (?:at (?:present|this (?:time|stage|point))|currently|known|reported|identified|required|noted|"
    rf"needed|applicable))*\W*$|"
    rf"\b(?:do|does|did) not (?:\w+ly )?(?:have|require|need|report|identify|present with|receive|"
    rf"experience|access|take|use|suffer from) (?:any )?{_WHAT}{_THING}\b|\b(?:has|have|there (?:are|is|were|"
    rf"was)) (?:currently |presently )?(?:no|not any) {_WHAT}{_THING}\b|"
    rf"\b{_THING}(?: [\w']+){{0,6}} (?:were|was|are|is|have been|has been) (?:not|no longer) (?:\w+ )?{_BY}\b|"
    rf"\bnot (?:currently |been |considered )?(?:require[sd]?|needed|necessary|identified)\b|"
    rf"\b(?:doesn't|don't|didn't|does not|do not|did not) (?:need|want|require|get|have) (?:any(?:thing)?|services?|help|"
    rf"one)\b|"
    rf"\b(?:nothing|no services?|no support|none) (?:is |was |were |else )?(?:needed|wanted|req'?d|reqd|required|decided)\b|"
    rf"\b(?:none|nil) (?:req'?d|reqd|of note|else|known|nk)\b|^\W*nil ?(?:/|,|&|and) ?(?:nk|none|nil)\b|\bnil (?:of note|else|"
    rf"significant)\b|"
    rf"\bno(?:thing)? (?:of note|significant)\b|\breported (?:as|to be) (?:normal|well|good|fine)\b|\b(?:now )?wnl\b|"
    rf"\bdecided (?:on )?no (?:services?|support)\b|\bwe (?:don't|do not) meet the threshold\b|"
    r"\bwithin (?:the )?normal (?:limits|range)\b|\bnormal (?:hearing|vision|sight|eyesight)\b|\bnot (?:requiring|needing|"
    r"eligible|meeting)\b|\b(?:does|do|did) not meet (?:the )?(?:threshold|criteria|eligib\w+)\b|"
    r"\b(?:history|health|development) (?:is|was) (?:\w+ )?unremarkable\b|\b(?:in|enjoys|has) (?:generally |"
    r"very )?good health\b|\b(?:general )?health (?:is|was|remains) (?:generally |"
    r"currently |very |reported to be |described as )*(?:good|fine|excellent)\b|"
    r"\b(?:is|generally|fit|currently|physically) (?:a )?(?:generally |fit and |very |physically )*(?:healthy|"
    r"fit and well|well(?=\W*$|,| and))\b|\bmeets? (?:all )?(?:his|her|their|"
    r"the) (?:developmental )?milestones\b|\bup to date with (?:all )?(?:his |her |their )?immunisations\b"
)
NOT_KNOWN = Pattern(
    r"\bdeclined (?:an? |the |any )?(?:\w+ )?assessments?\b|\b(?:parents?|family|mum|mother|dad|father|carers?|they|he|"
    r"she) declined "
    r"(?:this|it|the offer|(?:any |all |further |this )?(?:support|help|services?|involvement|referral))\b|"
    r"\bnot (?:currently )?(?:under|seen by|"
    r"seeing) (?:the care of )?(?:any|a|the)\b|\b(?:has|have|was|"
    r"were) not (?:been )?(?:requested|referred|asked)\b|"
    r"\b(?:had|has|have|holds?|held) no (?:\w+ )?(?:information|records?|details|knowledge|involvement)\b|"
    r"\bdischarged (?:from|by)\b|\bd/c'?d? (?:from|by)\b|\bnot aware of (?:any )?(?:\w+ )?(?:involvement|contact|needs?)\b|"
    r"\bnever had (?:a|any) (?:social worker|involvement|\w+ worker)\b|\bnot (?:open|known)\b(?! (?:allerg|whether|if|how))|"
    r"\b(?:not|never) (?:yet )?(?:been )?assessed\b|"
    r"\b(?:not|never|un|no longer) ?(?:currently |previously |been |presently |at present )*(?:known|open|allocated|"
    r"involved|under the care|seen by|in contact)\b(?! (?:allerg|whether|if|cause|how|to (?:be|have)))|\bunknown to\b|"
    r"\bno (?:\w+ ){0,5}?(?:involvement|contact|allocated|social worker|record|records|input)\b|\b(?:is|are|"
    r"was) not (?:currently )?(?:open|known|allocated|involved|supported|receiving)\b|\bclosed to\b|\bcase (?:is |"
    r"was )?closed\b|\bnot had (?:any )?(?:contact|involvement)\b|"
    r"\bhave (?:none|nothing|no advice|no information) to (?:give|add|report|contribute|offer)\b|\bnothing to (?:add|"
    r"report|contribute)\b"
)
NOT_APPLICABLE = Pattern(
    r"^\W*(?:n ?/ ?a|n ?/ ?k|na|blank|left (?:intentionally )?blank|intentionally (?:left )?blank|empty|not applicable|"
    r"not appropriate|"
    r"not relevant|nla)\b(?!,? (?:as|because|since) )|"
    r":\W*(?:n ?/ ?a|not applicable)\W*$|"
    r"\b(?:section|this) (?:is|does) not (?:apply|applicable)\b|\bis not applicable\b"
)
AWAITING = Pattern(
    r"\boutside the (?:remit|scope)\b|\bnot in a position to (?:comment|say)\b|\bshould be requested from\b|\bdunno\b|"
    r"\b(?:do not|don't) know what (?:this|that) is\b|"
    r"\b(?:awaiting|(?:still |is |are )?awaited|to follow(?=\W*$| (?:once|when|after|from|shortly|asap|following|upon|"
    r"separately)\b)|tbc|tba|tbd|to be (?:confirmed|completed(?! subject)|added|advised|"
    r"provided|updated|"
    r"received)|"
    r"will be (?:completed|added|provided|updated|inserted|amended) (?:when|once|after|upon|on|following)|"
    r"(?:not (?:yet )?(?:been )?(?:received|available|provided|returned|completed|submitted))|pending|outstanding|"
    r"no (?:\w+ ){0,3}(?:reports?|advice|response|information|reply|return)\b[^.;]{0,40}\b(?:received|provided|available|"
    r"returned|given|"
    r"submitted)|no (?:report|response|reply|return)\b|"
    r"(?:report|advice|information) (?:has been |was )?requested|insert\b|xxx+|\[.{0,40}\])"
)
SEE_REPORT = Pattern(
    r"\b(?:please )?(?:see|refer to|as per|as in|as detailed in|as stated in|as outlined in|as set out in|detailed in|"
    r"as (?:identified|described|agreed|recorded|noted|specified|listed|written) in|described in|covered in|addressed in|"
    r"contained in|included in|recorded in|set out in|outlined in|attached|copied from|cf)\b[^.;]{0,60}?\b(?:reports?|"
    r"appendix|appendices|attached|attachment|section|sections|above|below|advice|letter|table|plan|document|documents|"
    r"assessment|file|enclosed|page)\b|"
    r"\b(?:is|are|been|placed|found|listed|provided) (?:\w+ )?(?:in|under) section [a-k]\d?\b|"
    r"^\W*(?:please )?see \w+(?: \w+)?\W*$|^\W*(?:as above|see above|see below|see attached|attached|as previously|"
    r"as before|as per (?:above|report)|ditto|"
    r"no change|unchanged|see report)\W*$"
)
LOCAL_OFFER = Pattern(
    r"\blocal offer\b|\bsign ?-?post\w*\b|\bdirectory of\b|\binformation (?:about|on|regarding) (?:local |community |"
    r"leisure )?(?:services|activities|groups)\b|\bself[- ]refer\w*\b|\bcan (?:contact|self-refer|access the)\b|"
    r"\bfamily information service\b"
)
UNIVERSAL = Pattern(
    r"\buniversal(?:ly)?\b|\b(?:gp|health visitor|school nurs\w+|dentist|optician|family) (?:to|"
    r"will) (?:continue (?:to )?)?(?:monitor|oversee|review|support|be available)\b|\broutine (?:\w+ )?(?:check|dental|"
    r"immunis|vaccin|health|appointments|eye|screening)\w*|\b(?:immunisations?|vaccinations?|dental checks?|"
    r"health checks?|developmental? checks?|"
    r"eye tests?|checks at birth|school nursing service|core (?:health )?(?:offer|service)|community services|"
    r"mainstream services|general practitioner services|healthy eating|diet and)\b|\bas (?:for )?(?:any|"
    r"all) other child(?:ren)?\b|\bavailable to all\b"
)

# The question of a form, or its legal wording, with no answer after it.
HEADING = Pattern(
    r":\W*$|\?\W*$|\bwhich (?:result|results) in (?:the|him|her|a) (?:child|young person|him|her)?\b|\b(?:details|"
    r"description|summary|list) of (?:the |any |all )?(?:child|young person|pupil)?(?:'s)?\b[^.;]{0,80}\b(?:needs|"
    r"provision)\b[^.;]{0,60}$|\bthe child or young person'?s?\b|"
    r"\bany (?:other )?(?:health|social care) (?:care )?provision (?:reasonably |which |that )|"
    r"\breasonably required by the learning difficult|\bmust be made for (?:a|the) child|"
    r"\bsection [cdgh]\d?\b(?!.* of the)|\bsocial care provision (?:which|that) must be made|"
    r"^\W*any other (?:\w+ ){0,2}(?:needs|provision)\W*$|^\W*(?:my |the |his |her |their |child's |"
    r"young person's )?(?:health|social care|medical|social|care|"
    r"health care)(?: and social care)? (?:needs?|provision)(?: (?:related|relating|which relate|"
    r"linked) to [\w' ]{3,60})?\W*$|\bplease (?:list|describe|include|give|complete|state|detail|enter|provide)\b|"
    r"\bclick (?:here|or tap)\b|\bguidance\b[^.]{0,30}\bnotes?\b"
)
# Says how something was looked into, not what was found.
PROCESS = Pattern(
    r"\b(?:assessments?|advice|information|reports?|referrals?|views|enquiries|checks?|screening|"
    r"visit)\b[^.;]{0,40}\b(?:completed|sought|requested|considered|undertaken|carried out|given|provided|made|obtained|"
    r"received|reviewed|dated)\b|^\W*(?:advice|assessment|report) (?:from|by|dated)\b|\b(?:confirmed|agreed|advised|"
    r"stated) (?:this|that|by|on)\b|\b(?:was|were|has been|"
    r"have been) (?:consulted|asked|contacted|notified)\b"
)
LATER = Pattern(
    r"(?:^|[,;.\s-])(?:however|but|although|though|except(?: for| that)?|save for|save that|apart from|other than|besides|"
    r"nevertheless|"
    r"despite this|yet|aside from|whilst|while)\b"
)

# What may come later, and whom to ask then: it takes nothing from "no needs identified".
LATER_ON = Pattern(
    r"\b(?:if|should|were) (?:any|this|that|these|needs?|things?|anything|his|her|their)\b[^.;]{0,40}\b(?:arise|change|"
    r"emerge|identified|"
    r"develop)\w*|\b(?:this|it|that) (?:may|might|could|can|will) (?:change|be (?:reviewed|revisited))\b"
    r"|\b(?:know|knows|aware of) how to (?:ask|contact|request|refer)\b"
)
# Only that somebody is involved: no need, and nothing that is given.
INVOLVED = Pattern(
    r"^\W*(?:(?:he|she|they|[\w'-]+) (?:is|are|has|have) )?(?:currently )?(?:open to|known to|under the care of|"
    r"under) (?:the |an? )?"
    r"(?:[\w'-]+ ){0,4}(?:team|services?|care|paediatrician|clinic|camhs|consultant)\W*$"
    r"|^\W*(?:(?:an? |the )?(?:child in need|cin|child protection|cp|early help|family support|"
    r"care) plan)(?: is)?(?: (?:in place|current|"
    r"ongoing|active|held))?\W*$"
    r"|^\W*(?:early help|case|involvement) (?:was |is )?(?:closed|ended|open)\b[^.;]{0,60}$"
    r"|^\W*(?:an? |the |allocated )?(?:social|family support|early help|support) worker(?: (?:visits?|allocated|"
    r"involved|in place|is))*"
    r"(?:[: ]+[\w' -]{1,25})?\W*$"
    r"|^\W*(?:[\w'-]+ ){1,3}(?:input|involvement|support|follow[- ]?up)\W*$"
)
