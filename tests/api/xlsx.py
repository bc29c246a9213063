"""Workbooks for tests, as Excel and LibreOffice write them: a ZIP of XML parts."""
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
HIDDEN = ' hidden="1"'
DAY = object()  # a cell (DAY, serial) is a date


def cell(place, value, shared):
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f'<c r="{place}" s="1"><v>{value[1]}</v></c>'
    if isinstance(value, (int, float)):
        return f'<c r="{place}"><v>{value}</v></c>'
    if shared is None:
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    if value not in shared:
        shared.append(value)
    return f'<c r="{place}" t="s"><v>{shared.index(value)}</v></c>'


def sheet(rows, shared, hidden):
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(f"{chr(65 + i)}{number}", value, shared) for i, value in enumerate(row))
        lines.append(f'<row r="{number}"{HIDDEN if number in hidden else ""}>{cells}</row>' if cells else "")
    columns = "".join(f'<col min="{ord(one) - 64}" max="{ord(one) - 64}"{HIDDEN}/>' for one in hidden if isinstance(one, str))
    return f'<worksheet xmlns="{MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>{"".join(lines)}</sheetData></worksheet>'


def workbook(sheets, shared=True, extra=(), hidden=()):
    """`sheets`: {name: rows}; a row is a list of texts, numbers, (DAY, serial) or None. `shared`: texts as Excel keeps them;
    `hidden`: rows (1 …) and columns ("A" …) of every sheet that are."""
    out, strings = io.BytesIO(), [] if shared else None
    parts = [sheet(rows, strings, hidden) for rows in sheets.values()]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("_rels/.rels", RELS % f'<Relationship Id="rId1" Type="{DOC}/officeDocument" Target="xl/workbook.xml"/>')
        names = "".join(f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(sheets, 1))
        z.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}"><sheets>{names}</sheets></workbook>')
        rels = "".join(f'<Relationship Id="rId{i}" Type="{DOC}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(parts) + 1))
        rels += f'<Relationship Id="rId90" Type="{DOC}/styles" Target="styles.xml"/><Relationship Id="rId91" Type="{DOC}/sharedStrings" Target="sharedStrings.xml"/>'
        z.writestr("xl/_rels/workbook.xml.rels", RELS % rels)
        z.writestr("xl/styles.xml", STYLES)
        if shared:
            z.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{"".join(f"<si><t>{escape(one)}</t></si>" for one in strings)}</sst>')
        for i, part in enumerate(parts, 1):
            z.writestr(f"xl/worksheets/sheet{i}.xml", part)
        for name, text in extra:
            z.writestr(name, text)
    return out.getvalue()
