"""Encodings by the names that people know: the writing first, the technical name in brackets; data."""

import codecs

NAMES = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16, little-endian)",
    "utf-16-be": "Unicode (UTF-16, big-endian)",
    "cp1252": "Western European (Windows-1252)",
    "iso8859-15": "Western European (ISO-8859-15)",
    "iso8859-1": "Western European (ISO-8859-1)",
    "mac-roman": "Western European (Mac Roman)",
    "cp1250": "Central European (Windows-1250)",
    "iso8859-2": "Central European (ISO-8859-2)",
    "cp1257": "Baltic (Windows-1257)",
    "cp1251": "Cyrillic (Windows-1251)",
    "koi8-r": "Russian (KOI8-R)",
    "koi8-u": "Ukrainian (KOI8-U)",
    "iso8859-5": "Cyrillic (ISO-8859-5)",
    "cp1253": "Greek (Windows-1253)",
    "iso8859-7": "Greek (ISO-8859-7)",
    "cp1254": "Turkish (Windows-1254)",
    "iso8859-9": "Turkish (ISO-8859-9)",
    "cp1255": "Hebrew (Windows-1255)",
    "iso8859-8": "Hebrew (ISO-8859-8)",
    "cp1256": "Urdu, Arabic, Persian (Windows-1256)",
    "iso8859-6": "Arabic (ISO-8859-6)",
    "cp1258": "Vietnamese (Windows-1258)",
    "tis-620": "Thai (TIS-620)",
    "cp874": "Thai (Windows-874)",
    "shift_jis": "Japanese (Shift_JIS)",
    "cp932": "Japanese (Windows-31J)",
    "euc_jp": "Japanese (EUC-JP)",
    "iso2022_jp": "Japanese (ISO-2022-JP)",
    "iso2022_jp_2": "Japanese (ISO-2022-JP-2)",
    "gb18030": "Chinese, simplified (GB18030)",
    "gb2312": "Chinese, simplified (GB2312)",
    "gbk": "Chinese, simplified (GBK)",
    "big5": "Chinese, traditional (Big5)",
    "euc_kr": "Korean (EUC-KR)",
    "cp949": "Korean (Windows-949)",
    "iso2022_kr": "Korean (ISO-2022-KR)",
}
"""Python's names, as `codecs.lookup` gives them where it knows one."""
OFFERED = (
    "utf-8", "utf-16", "cp1252", "iso8859-15", "mac-roman", "cp1250", "iso8859-2", "cp1257", "cp1251", "koi8-r",
    "cp1253", "cp1254", "cp1255", "cp1256", "tis-620", "shift_jis", "euc_jp", "iso2022_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""A choice of those above for a person who sees wrong letters."""


def shown(name: str) -> str:
    """For people; an encoding that has no words here by its own name."""
    return _BY_CODEC.get(_codec(name), name.replace("_", "-"))


def named(words: str) -> str:
    """Python's name for what `shown` gives; anything else as it was typed."""
    plain = words.strip()
    return next((name for name, said in NAMES.items() if said.casefold() == plain.casefold()), plain)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return name


_BY_CODEC = {_codec(name): words for name, words in NAMES.items()}
