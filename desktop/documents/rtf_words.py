"""The vocabulary of RTF: what its control words stand for, which groups are shown; data alone."""

# The code page of a font's character set.
CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Numbers of \ansicpg that Python calls otherwise.
NUMBERED = {10000: "mac_roman", 936: "gbk", 1361: "johab", 65001: "utf-8"}

SYMBOLS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d",
    "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "zwbo": "\u200b",
}  # fmt: skip
# Of one character; \- is a hyphen that shows only at the end of a line.
CHARACTERS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\0par", "\r": "\0par", "\\": "\\", "{": "{", "}": "}"}

PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "column"})
CELL_ENDS = frozenset({"cell", "nestcell"})
ROW_ENDS = frozenset({"row", "nestrow"})

# Groups whose words are not the text, though no \* says so.
SILENT = frozenset(
    {
        "colortbl",
        "pict",
        "objdata",
        "fldtype",
        "listtable",
        "listoverridetable",
        "listlevel",
        "listname",
        "rsidtbl",
        "generator",
    }
    | {"themedata", "datastore", "latentstyles", "xmlnstbl", "bkmkstart", "bkmkend", "pntxta", "pntxtb", "nonshppict"}
    | {"sn", "sv", "filetbl", "revtbl", "tc", "xe", "rxe", "private", "ftnsep", "ftnsepc", "ftncn", "aftnsep"}
    | {"aftnsepc", "aftncn", "template", "atnid", "atntime", "atndate", "atnref", "atnparent", "atnicn", "comment"}
    | {"objclass", "objname", "objalias", "pgdsctbl", "passwordhash", "userprops", "wgrffmtfilter", "mmathPr"}
)
# Shown, though \* stands before them.
SHOWN = frozenset({"shpinst", "shptxt", "footnote", "annotation", "fldinst", "shppict", "pntext"})
# Beside the text: heads and feet of pages, comments.
ASIDE = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "annotation"})
MARKERS = frozenset({"pntext", "listtext"})
"""The printed number or bullet of a list item; a list item is one by its kind."""
