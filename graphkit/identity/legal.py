"""Legal forms: what of a firm's name isn't its name, and where such a form is used."""

import re

#: By where they are used; what tells nothing of that has none. Two of different places are two firms: a parent and its subsidiary.
_TAILS = {
    "": r"co company ltd limited sa s\.a s/a s\.?a/n\.?v se s\.e sl s\.l pbc"
    r" public\sbenefit\scorporation (?-i:DAC) public\scompany\slimited"
    r" (?:[po]?jsc|cjsc|qpsc|psc) (?:(?:public|private|open|closed)\s)?joint[-\s]stock\scompany p\.?j\.?s\.?c",
    "british": r"plc p\.l\.c public\slimited\scompany",
    "japanese": r"kk k\.k kabushiki\skaisha g\.k godo",
    "american": r"inc incorporated corp corporation инк корп llc l\.l\.c llp lp pllc",
    "german": r"ag aktiengesellschaft gmbh гмбх аг gesellschaft\smit\sbeschränkter\shaftung kgaa mbh ug kg (?:&|and)\s*co\.?\s*kga?a?"
    r" (?-i:eG) e\.\s?[vgk] ohg gbr",
    "french": r"soci[ée]t[ée]\sanonyme soci[ée]t[ée]\spar\sactions\ssimplifi[ée]e sas s\.a\.s sarl s\.a\.r\.l sasu eurl (?-i:SNC|SCA)",
    "nordic": r"aktiebolag aktieselskab aksjeselskap allmennaksjeselskap osakeyhtiö ab a\.b asa oy oyj aps a[./]s as ehf (?-i:I/S|K/S|P/S)",
    "turkish": r"a\.?ş ltd\.?\sşti anonim\sşirketi",
    "italian": r"societ[àa]\sper\sazioni spa s\.p\.a srl s\.r\.l",
    "iberian": r"(?-i:S\.?[AL]\.?U) sgps lda sociedad\san[óo]nima",
    "latin": r"ltda eirl (?-i:SpA) c\.a s\.?a\.?(?:p\.?i\.?)?\s+de\s+c\.?v s\.?\s?de\s+r\.?\s?l\.?(?:\s+de\s+c\.?v)?",
    "dutch": r"naamloze\svennootschap nv n\.v bvba cvba (?-i:VOF|V\.O\.F)",
    "flemish": r"bv b\.v besloten\svennootschap",
    "asian": r"pte pty pvt private sdn bhd berhad tbk persero",
    "gulf": r"fz-?\s?(?:llc|co|e) w\.?l\.?l",
    "russian": r"ooo oao pao zao ооо оао пао зао ао",
    "baltic": r"(?-i:UAB|SIA|OÜ)",
    "central": r"kft zrt nyrt (?-i:EAD|AD|EOOD|OOD) d\.?o\.?o s\.?r\.?o d\.\s?d a\.\s?s k\.\s?s v\.\s?o\.\s?s sp\.\sz\so\.\s?o sp\.\s?[jk]",
}
_AT_END = {place: re.compile(rf"(?<=[\w.&)])(?:\s*,\s*|\s+)(?:{'|'.join(forms.split())})\.?$", re.I) for place, forms in _TAILS.items()}
CHINESE_CITIES = "北京|上海|深圳|杭州|广州|成都|武汉|南京|合肥|苏州|天津|重庆"
#: Those that stand before a name, or without a blank.
_OTHERS = re.compile(
    r"^(?:株式会社|合同会社|有限会社|주식회사|유한회사|㈜|\((?:주|유|株)\)|บริษัท|شركة|(?:ООО|ПАО|ОАО|ЗАО|НАО|АО|ТОВ|ТОО|OOO|PAO|OAO|PT|UAB|SIA|Công\sty\s(?:Cổ\sphần|TNHH)"
    r"|(?i:Kabushiki\sKaisha|Aktieselskabet|Aktiebolaget))\s)\s*"
    r"|\s*(?:株式会社|合同会社|주식회사|유한회사|㈜|\((?:주|유|株)\)|(?:集团|集團)股份有限公司|(?:股份)?有限(?:责任|責任)?公司|公司|จำกัด(?:\s*\(มหาชน\))?)$"
    r"|\s(?:Α\.?Ε|(?i:Лтд|Лимитед)|प्राइवेट\sलिमिटेड|लिमिटेड|בע\s?״?מ)\.?$"
    rf"|^(?:{CHINESE_CITIES})市?(?=\w{{2,}}(?:股份)?有限(?:责任)?公司$)"
)
#: A firm of such a form sits in one of these countries.
HOMES = {
    "german": {"DE", "AT", "CH", "LU", "LI"},
    "french": {"FR", "BE", "LU", "CH"},
    "nordic": {"SE", "NO", "DK", "FI", "IS", "TR", "CZ", "EE"},
    "italian": {"IT", "CL", "RO"},
    "dutch": {"NL", "BE", "FR", "DE", "IT", "LU"},
    "flemish": {"NL", "BE"},
    "japanese": {"JP"},
    "iberian": {"ES", "PT"},
    "latin": {"MX", "BR", "CL", "AR", "CO", "PE"},
    "asian": {"SG", "IN", "AU", "NZ", "ZA", "MY", "ID", "PK", "LK", "BD", "HK"},
    "gulf": {"AE", "SA", "QA", "KW", "BH", "OM"},
    "turkish": {"TR"},
    "baltic": {"LT", "LV", "EE"},
    "central": {"CZ", "SK", "PL", "HU", "RS", "SI", "HR", "BG", "BA", "RO"},
    "russian": {"RU"},
}


def without_legal(text: str) -> tuple[str, str | None]:
    """*text* without its legal forms, and where the most telling of them is used."""
    place = None
    while True:
        shorter = _OTHERS.sub("", text)
        for where, tail in _AT_END.items():
            if found := tail.search(text):
                shorter, place = re.sub(r"\s(?:and|und|et)$", "", text[: found.start()].rstrip(" ,&")), place or where or None
        if not shorter or shorter == text:
            return text, place
        text = shorter


def corporate(legal: str) -> str | None:
    """Which of the common forms *legal* is: "corp", "inc", "llc"."""
    found = re.search(r"\b(?:(corp|inc)(?:oration|orated)?|(llc|plc|ltd))\b", legal, re.I)
    return (found[1] or found[2]).casefold() if found else None
