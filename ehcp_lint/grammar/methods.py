"""Ways in which a plan says how, or with whose help, views were gathered. One pattern for each way, for one folded sentence.

Guideline: docs/guideline.md: "says how or by whom the views were got". How a child communicates from day to day
("uses Makaton") is no method; that they told us with it is."""

from __future__ import annotations

import re

from ehcp_lint.grammar.speakers import PARENT
from ehcp_lint.patterns import Pattern

_DET = r"(?:(?:a|an|the|his|her|their|my|our|this|that|each|both|two|three|four|five|six|several|some|short|\d) )"
_HELPER = (
    rf"(?:{PARENT}|teacher|ta|ep|slt|salt|ot|lsa|elsa|teaching assistant|key ?worker|keyworker|senco|staff|therapist|"
    rf"psychologist|adult|mentor|brother"
    r"|sister|sibling|friend|social worker|advocate|interpreter|tutor|support worker|worker|assistant|practitioner|nurse"
    r"|officer|caseworker|counsellor|co-?ordinator|paediatrician|lecturer"
    r"|mrs? \w+|miss \w+|ms \w+)s?"
)
_TOOL = (
    r"(?:cards?|symbols?|pictures?|photos?|photographs?|emojis?|objects?(?: of reference)?|talking mats|mats|pecs|makaton|bsl"
    r"|sign|signs|signing|sign language|aac|talker|communication (?:aid|book|board|device)|eye[- ]gaze|switch|switches|scale"
    r"|rating scale|scale of \w+ to \w+|drawings?|puppets?|toys?|dolls?|lego|play|art|stickers|mind map|survey|questionnaire"
    r"|form|booklet|template|worksheet|profile|tablet|ipad|laptop|video|film|app|voice recorder|gestures?|approach|methods?"
    r"|prompts|visuals|choices)"
)
_PAPER = (
    r"(?:form|questionnaire|booklet|profile|sheet|survey|worksheet|template|document|poster|passport|all about me|section|page"
    r"|views?|statement|letter|film|book|story)"
)
_EVENT = (
    r"(?:review|reviews|meetings?|visits?|interviews?|conversations?|discussions?|sessions?|observations?|assessments?"
    r"|consultations?|workshops?|chats?|appointments?|phone calls?|direct work|pupil voice|circle time|play|tutorials?)"
)

# The passage is about giving views: then a tool, an event or a helper in it says how.
GAVE = Pattern(
    r"\b(?:told|said|shared|chose|answered|replied|views?|wishes|feelings|gathered|collected|expressed|indicated|communicated"
    r"|picked|pointed|selected|showed|completed|filled|wrote|written|created|produced|made (?:this|a)|put together|explained"
    r"|drew|ranked|rated|sorted|scored|contributed|found out|reported|stated|described|asked|talked about|spoke about"
    r"|took (?:us|me|the|a)|signed|let us know|chosen|given|heard)\b"
)
_ALWAYS = (
    # "told the caseworker", "e-mailed her views", "(information from nursery)", "the review was filmed"
    Pattern(
        r"\b(?:told|said (?:this |that |so )?to|e-?mailed|wrote to|texted|(?:spoke|talked) (?:to|with)) (?:(?:the|an?|"
        r"his|her|their|"
        r"our) )?(?:(?:send?|ehc|educational|plan|local authority|independent) )*(?:ep|psychologist|officer|caseworker|"
        r"advocate|"
        r"social worker|senco|assessor|co-?ordinator)\b"
        r"|\b(?:e-?mailed|texted|sent|posted|typed|recorded) (?:us |in )?(?:his|her|their|my) (?:own )?(?:views|answers|"
        r"thoughts|"
        r"wishes)\b|\b(?:(?:he|she|they|i) (?:sent|gave|brought|left|handed in)|chose to send) (?:us |"
        r"in )?(?:an? )?(?:[\w-]+ and (?:an? )?)?(?:note|"
        r"letter|e-?mail|poem|"
        r"drawing|film|video|voice note|recording|message|playlist)\b|\binfo(?:rmation)? (?:given |provided |"
        r"supplied )?(?:by|from) (?:(?:his|her|the|"
        r"their) )?(?:[\w-]+ )?(?:nursery|"
        rf"school|college|setting|family|{_HELPER})\b|\b(?:review|visit|day|session|meeting|lesson|interview) (?:was|were) "
        r"(?:filmed|videoed|recorded on (?:film|video))\b|\b(?:followed|filmed|watched|observed) (?:him|her|them|"
        r"[a-z]+) (?:with|over|"
        r"for|during|through|across) (?:an?|the|two|three|four|five|six|several|\d+|a few|his|her|their|free) \w+"
    ),
    # "views were gathered", "gathered through"
    Pattern(
        r"\bhow (?:[\w'-]+ ){1,3}(?:views?|wishes|voice|feelings|opinions?|thoughts|likes(?: and dislikes)?) (?:were|"
        r"was|are|is|"
        r"have been|has been|got) (?:\w+ )?(?:found|got|here|learn\w*|worked|understood|reached|heard|known|listened|"
        r"put|asked)\b"
        r"|\bhow (?:we|i|staff|people|they) (?:learn(?:t|ed)|worked out|got to know|heard|listened)\b"
        r"|\b(?:views?|wishes|feelings|opinions?|voice|thoughts|answers|responses|section)\b(?: [\w']+){0,5}? "
        r"(?:were|was|have been|has been|been|are|is)? ?(?:also )?(?:gathered|obtained|collected|sought|captured|recorded"
        r"|elicited|taken|established|gained|ascertained|collated|written|given|shared|provided|expressed|scribed|completed"
        r"|drawn|gain)\b"
        r"|\b(?:gathered|collected|obtained|collated|compiled|elicited|captured|recorded) "
        r"(?:by|through|using|from|at|during|with|via|over|in|on)\b"
        r"|\bto (?:gain|gather|obtain|seek|elicit|find out|ascertain) (?:his|her|their|my|\w+'s) (?:views|wishes|voice)\b"
    ),
    # "contributed", "came from", "on her behalf", "in his own handwriting"
    Pattern(
        r"\bcontributed\b|\b(?:was|were|people) (?:all )?involved (?:in|and)\b"
        r"|\b(?:information|views|section|this)\b[^.;]{0,30}\b(?:came|comes|is|was) from\b|\btaken from\b"
        r"|\binformation (?:from|provided by|given by|gathered)\b|\bon (?:his|her|their|my) behalf\b"
        r"|\bin (?:his|her|my|their) own (?:handwriting|words)\b|\bscribed\b|\binterpreter\b|\btranslat(?:ed|or)\b"
        r"|\btalking mats\b|\bthis is from (?:his|her|their) \w+"
        r"|\bi (?:talked|spoke|chatted|met)(?: (?:to|with))? (?:my |our |the |mrs? |miss |ms )?\w+"
        r"|\bhow (?:i|he|she|they) gave (?:my|his|her|their) views\b"
    ),
    # "filled in this form", "wrote this herself", "did this together", "written with"
    Pattern(
        rf"\b(?:complet\w+|fill(?:ed)? (?:in|out)|wrote|written|typed|produced|put together|prepared|dictated) "
        rf"(?:this |the |his |her |their |my |a |an |it |all ){{0,2}}(?:[\w'-]+ ){{0,4}}{_PAPER}\b"
        r"|\b(?:wrote|completed|filled (?:in|out)|did|made|prepared) (?:this|it|the|these)(?: \w+)? "
        r"(?:himself|herself|themselves|myself|themself|with|together|by|for|on|in|at|after)\b"
        r"|\bfilled (?:this|it) (?:in|out)\b|\bmade (?:this|a|an|his own|her own|my own|my) (?:[\w-]+ ){0,3}(?:film|video|"
        r"poster|booklet|profile)\b"
        r"|\bwritten (?:by|with|together|after|following|from)\b|\bcompleted (?:by|with|together|at)\b"
        r"|\b(?:all about me|one[- ]page profile|pupil voice|my views) (?:form|booklet|document|was|were|completed)\b"
    ),
    # "was asked for her views", "we asked Sana", "spoke to him about"; "when asked" alone says neither how nor by whom
    Pattern(
        r"\b(?:was|were|been|being) asked (?:for|about|to (?:give|share)) (?:his|her|their|my) (?:own )?(?:views?|"
        r"wishes|feelings|opinions?)\b"
        r"|\basked (?:for|to (?:choose|name|give|make)) (?:his |her |their |my )?three wishes\b"
        r"|\basked to (?:draw|rate|sort|rank|score|imagine|choose (?:a|the|from|between)|point|circle|tick)\b"
        rf"|\b(?:we|staff|adults|{_HELPER}) (?:also |then |have |has )?(?:asked|interviewed|consulted|spoke (?:to|with)"
        r"|talked (?:to|with)|met (?:with )?|sat (?:down )?with|listened to|played with|worked with)\b"
        r"|\b(?:she|he|i|they) asked (?:him|her|them|me) (?:what|about|how|which|if|whether|to)\b"
        rf"|\b(?:spoke|talked|met|chatted|sat|worked|speaking|talking|meeting) (?:to|with) (?:me|him|her|(?:\w+ ){{0,2}}"
        rf"{_HELPER}|[a-z]+) (?:about|to|on|and|at|in|for|over|using)\b"
    ),
    # "was given the choice of talking, drawing or writing"
    Pattern(
        r"\b(?:given|offered) (?:the |a )?(?:choice|option|chance)s? (?:of|to) (?:talk|draw|writ|sign|use|us|choos|speak)\w*"
    ),
    # "was observed", "watched what she looked at", "through observation"
    Pattern(
        r"\b(?:was|were|has been|have been|been) (?:carefully |closely )?(?:observed|interviewed|consulted|watched)\b"
        r"|\b(?:watched|observed|noted|recorded) (?:what|how|which|where|when|his|her|him|carefully|closely)\b"
        r"|\b(?:through|by|from|via|based on|following) (?:(?:direct|structured|informal|careful|close|some|regular|several"
        r"|play-based|one-to-one|[a-z]+'s|a|an|the|his|her|my|their|our|number of) )*(?:observations?|observing|watching"
        r"|conversations?|discussions?|talking|play|drawing|interviews?|questionnaires?|home visits?|school visits?"
        r"|consultation|asking|listening|looking at)\b"
    ),
    # "told his key worker"
    Pattern(
        r"\b(?:told|tells|explained to|said to|shared with|showed|informed|describes? to) (?:his|her|their|my|the|a) "
        rf"(?:[\w-]+ ){{0,2}}(?:teacher|ta|teaching assistant|key ?worker|senco|therapist|psychologist|mentor|social worker"
        rf"|advocate|tutor|support worker|{PARENT})s?\b|\b(?:told|shown|said to) (?:school |nursery |college )?(?:staff|"
        rf"adults|teachers)\b"
    ),
    # "helped me to write", "mum wrote down what"
    Pattern(
        r"\b(?:helped|supported|assisted) (?:me|him|her|them|\w+) (?:to )?(?:write|fill|complete|answer|make|tell|share|say"
        r"|give|express|put|record|choose|think about)\b"
        rf"|\b{_HELPER} (?:wrote|scribed|recorded|typed|noted) (?:down )?(?:this|it|what|his|her|my)\b"
        r"|\b(?:explain(?:ed)?|say|tell) (?:to \w+ )?what (?:was|is) important to (?:me|him|her)\b"
    ),
    # "chose photographs with her key worker"
    Pattern(
        r"\b(?:chose|picked|sorted|ranked|drew|wrote|completed|filled|gathered|collected|went through|looked at|answered)\b"
        rf"[^.;]{{0,80}}\bwith (?:his|her|my|their|the|an?|\w+'s) (?:[\w-]+ ){{0,2}}{_HELPER}\b"
    ),
    # "used his talker to say", "showed us by taking us there", "took part in her review", "(annual review)"
    Pattern(
        r"\bused (?:a |an |the |his |her |their |my )(?:[\w-]+ ){1,4}to (?:say|tell|show|choose|answer|communicate|express|ask"
        r"|share)\b|\b(?:showed|told|answered|replied|said|indicated|chose|expressed|communicated|let us know|"
        r"made it clear|made clear)\b[^.;]{0,40}"
        r"\bby \w+ing\b"
        rf"|\b(?:took|taken|taking) part in (?:[\w'-]+ ){{0,3}}{_EVENT}\b"
        r"|\battended (?:part of |some of |all of )?(?:his|her|my|their|the|a) (?:\w+ )?(?:review|meeting)\b"
        r"|\b(?:sorted|put|placed|ranked|stuck|moved) [^.;]{2,60}\b(?:in|into|on|under|in order)\b[^.;]{0,20}"
        r"(?:\"|'|\bpiles?\b|\bcolumns?\b|\border\b|\bcolumns\b|\bside\b|\bboard\b)"
        r"|\b(?:responses?|answers?|replies) (?:to|in|on) (?:the|a|his|her|their|our) (?:\w+ )?"
        r"(?:questionnaire|survey|form|questions?|interview|booklet)\b"
        r"|\((?:[a-z]+,? )?(?:[a-z]+ )?(?:annual )?(?:review|interview|home visit|school visit|questionnaire|pupil voice)"
        r"[^)]{0,30}\)"
    ),
    # "I met Leah at nursery", "Seen in class and at home", "sat with him for an hour", "Jo and I watched across three mornings"
    Pattern(
        r"(?:\b(?:i|we|and i)|^\W*)(?: (?:have |also |then |first |only ))? ?(?:met|saw|visited|observed|watched|sat with|"
        r"interviewed|"
        r"shadowed|spent (?:a|an|the|some|one|two)) (?!.{0,25}\b(?:parents?|staff|teacher)\b)\w+"
        r"|\b(?:was|were|been) seen (?:in|at|on|by|with|during)\b|^\W*(?:seen|observed) (?:in|at|on|by|with|during|\+|and)\b"
        r"|\bsat with (?:him|her|me|them)\b|\bobserved \([^)]{3,40}\)|\b(?:early years|home|school|nursery) visit, (?:home|"
        r"school|nursery|\w+ there)\b"
    ),
    # "How we know:", "Method: card sort", "How was he asked?"
    Pattern(
        r"\bhow (?:we|i|staff|adults) (?:asked|know|found out|gathered)\b|\bhow (?:was|were|is) (?:he|she|they|i|\w+) asked\b|"
        r"^\W*how asked\b"
        r"|^\W*(?:method|source)s?(?: used)? ?[:-]"
    ),
    # named ways of asking: "did his three houses", "COPM, done with Rashida", "on his talking mat", "scaling:"
    Pattern(
        r"\b(?:did|done|used|using|completed|through|via|with|from|on|off|in)\b[^.;]{0,25}\b(?:three houses|"
        r"wizards?(?: and fairies)?|talking mats?|"
        r"card sorts?|photo sort(?:ing)?|ideal school|three wishes|magic wand|scaling (?:sheet|questions?)|"
        r"smiley[- ]face\w*|picture cards|"
        r"google form|all about me|"
        r"choosing board|one[- ]page profile|feelings (?:cards|chart)|blob tree|emojis)\b"
        r"|^\W*(?:questionnaire|copm|scaling|card sort|photo sorting|talking mats?|three houses)\b(?=[^.]{0,12}[:,+(]| \+| and)"
        r"|\bdid (?:this|it|the) with (?:me|us)\b|\bdone (?:with|by) (?:him|her|me|[a-z]+)\b(?=[^.;]{0,20}(?:,|choice|cards|"
        r"mats))"
        r"|\bchose (?:emojis|pictures|photos|cards|symbols)\b"
    ),
    # "texted her views", "a voice note he sent", "Bev typed while I talked", "wrote the answers down", "copied as sent"
    Pattern(
        r"\b(?:texted|emailed|telephoned|phoned|rang|messaged|dictated|dictating|signed|typed|wrote|drew) (?:me|us|his|her|"
        r"their|my|it|half|everything|"
        r"answers|the answers|while|notes)\b|\b(?:voice note|typed (?:list|answers))\b|\bi (?:typed|wrote|have written|"
        r"wrote (?:it )?down)\b"
        r"|\bcopied (?:as sent|exactly|here)\b|\bread (?:it |this |them |her |his )?(?:\w+ )?back to (?:him|her|me|them)\b"
        r"|\bwrote (?:down |the )?(?:everything|what|answers)\b|\bsigned in bsl\b|"
        r"\b(?:spoke|read|said) (?:it|this|them) (?:out|aloud)\b|"
        r"\b(?:list|notes) on (?:his|her|their|my) (?:phone|tablet)\b"
        r"|\b(?:read|said) (?:out )?by \w+ to\b|\btyped (?:it|this) (?:on|up|as|while)\b"
    ),
    # "this was put together from what his mother sees him do", "FROM LEAH", "(from mum, by phone)", "on his eye-gaze talker"
    Pattern(
        r"\b(?:what follows|this|these|it|the following)\b[^.;]{0,30}\b(?:is|comes|came|was (?:put together|compiled|written|"
        r"read)) (?:from|by)\b"
        r"|\((?:from|with|via|by) (?:\w+,? ){1,4}[^)]{0,40}\)|^\W*from [a-z]+ \(|\bown words, (?:on|by|with|through)\b"
        r"|\bhere's what (?:he|she|they)(?:'s| has|'ve| have)? (?:said|told)\b"
    ),
    # "sent a message to mum's phone, which mum read out", "she left us a voice note", "kept a diary and filmed short clips"
    Pattern(
        rf"\b(?:he|she|they|i|who)(?:'d| had| has| then| also)? (?:sent|left|recorded|posted|handed) (?:in )?(?:(?:us|"
        rf"me|him|her|"
        rf"them|{PARENT}) )?(?:a|an|some|two|three|his|her|their|my) (?:[\w'-]+ ){{0,2}}(?:messages?|texts?|"
        rf"voice notes?|notes?|"
        r"e-?mails?|letters?|recordings?|videos?|clips?|drawings?|poems?|lists?)\b"
        r"|\b(?:messages?|texts?|voice notes?|notes?|e-?mails?|letters?|recordings?|videos?|clips?|poems?|words)\b[^.;:]{0,40}?"
        r"\b(?:which|that|and|were|was|to be)\b[^.;:]{0,25}?\b(?:read out|read aloud|played|passed on|shown) ?"
        r"(?=[:,.]|$|\b(?:at|to|in|by|for|on)\b)"
        r"|\bkept a (?:[\w-]+ ){0,5}(?:diary|log|record|journal|scrapbook)\b|\bspent (?:an?|one|two|three|four|several|"
        r"some) (?:\w+ )?(?:mornings?|afternoons?|days?|hours?|sessions?|"
        r"weeks?) (?:watching|observing|listening|talking|asking|playing|looking)\b"
        r"|\b(?:watching|watched|noting|noted) what (?:he|she|they|[a-z]+) (?:chose|did|liked|picked|went)\b"
        r"|\bfilmed (?:him|her|them|short|some|what|how)\b"
        r"|\bwhat follows is (?:our|my|their|the) (?:\w+ )?reading\b"
    ),
    # somebody speaks for the child and says so: "I'm speaking for him", "Parents speak, as Anaya ...", "Dad writes:"
    Pattern(
        rf"\b(?:i'm|i am|we are|we're) (?:speaking|writing|answering) for (?:him|her|them)\b|\bspeaks? for (?:him|her|them)\b"
        rf"|^\W*{PARENT} (?:writes?|speaks?)\b(?=[:,]| for| as)|\bchecked (?:each line |this |it |these )?with (?:him|her|"
        rf"them|{PARENT}|his|my)\b"
        r"|\b(?:what )?i know from watching\b|\bmy reading,? checked with\b"
    ),
    # "I asked her three questions", "when I asked", "asked what would help, he ..."
    Pattern(
        r"\b(?:i|we) asked (?:him|her|them|(?!my\b|the\b|for\b|to\b)[a-z]+) (?:\w+ )?(?:questions?|what|how|which|whether)\b|"
        r"\bwhen (?:i|we) (?:asked|did)\b"
        r"|\basked (?:what|how|which|about)\b[^.]{3,60}\b(?:he|she|they|i) (?:said|answered|replied|chose|selected|wrote|"
        r"picked|took|produced|drew)\b"
        r"|\bin our conversation\b|\bin (?:my|our) chats?\b|\basked me to (?:put|write|add)\b|\bgiven the questions\b"
    ),
    # "chaired her review", "took part at own meeting", "Over a shared jigsaw"
    Pattern(
        r"\b(?:chaired|led|opened|spoke at|took part (?:at|in)|present at|shown? slides at|"
        r"presented at)\b[^.;]{0,25}\b(?:meeting|review|ar|tac|conference)\b"
        r"|\bchaired\b|\bover a (?:shared )?(?:jigsaw|game|drawing|cup|walk)\b|\bwalk(?:ed)? round (?:the )?(?:school|college|"
        r"site|car park)\b"
        r"|\bused (?:his|her|their|my) (?:\w+ ){0,3}(?:book|device|talker|tablet|board|cards|makaton|signs|symbols|photos)\b"
    ),
)
_IF_GIVEN = (
    Pattern(r"\bthumbs? (?:up|down)\b"),
    # "using picture cards", "with her talker"
    Pattern(
        rf"\b(?:using|with|through|via|by|on|from) (?:(?!(?:the help|and|to|so|or|in|who|that)\b)[\w'-]+ ){{0,4}}?{_TOOL}\b"
    ),
    # "at her review", "during our visit", "over three visits"
    Pattern(
        rf"\b(?:in|at|during|on|following|after|over|from|through|for) {_DET}(?:[\w'-]+ ){{0,3}}?{_EVENT}\b(?! (?:room|date))"
        r"|\bat home with\b"
    ),
    # "with the help of his sister", "with her mum's help"
    Pattern(
        rf"\bwith (?:the )?(?:help|support|assistance) (?:of|from) (?:(?:his|her|their|my|the|a|an|\w+'s) )?(?:[\w-]+ ){{0,3}}"
        rf"{_HELPER}\b(?! (?:i|he|she) (?:can|is able))"
        rf"|\bwith (?:his|her|my|their|\w+'s) (?:[\w-]+ ){{0,2}}[\w]+'s (?:help|support)\b"
    ),
)
# Also views that are still to come, or that were asked for in vain.
_NO_METHOD = Pattern(
    r"\b(?:views?|wishes|section|page|this|contribution) (?:\w+ ){0,2}?(?:to follow|awaited|outstanding|tbc|(?:is |are |"
    r"still )?to be|"
    r"(?:will|can|should) be)\b|\bnot (?:\w+ ){0,3}(?:appropriate|possible|able|right) to (?:seek|gather|obtain|gain|"
    r"ascertain|ask)\b|\battempt(?:s|ed)?\b[^.;]{0,70}\b(?:views?|wishes|voice)\b[^.;]*\b(?:but|however|declined|refused|"
    r"chose not|did not|unsuccessful|without success)\b|"
    r"\bno (?:views?|wishes|comments?|contributions?)\b[^.;]{0,40}\b(?:were|was|have|has|could)\b|"
    r"\b(?:did not|didn't|not|never) (?:been )?return(?:ed)?\b|^\W*to be (?:completed|gathered|added|confirmed|obtained|"
    r"updated|"
    r"sought|collected)\b|"
    r"\b(?:confirmed|diagnos\w+|identified|assessed) by an? [\w ]*(?:assessment|psychologist)\b|\bassessment by\b"
)


def method_in(outside: str, whole: str) -> re.Match[str] | None:
    """Where a sentence says how views were gathered; `outside` is the sentence with its quotations blanked out."""
    found = next((m for pattern in _ALWAYS if (m := pattern.search(whole))), None)
    if not found and GAVE.search(outside):
        found = next((m for pattern in _IF_GIVEN if (m := pattern.search(whole))), None)
    return None if found and _NO_METHOD.search(outside) else found
