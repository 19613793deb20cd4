#!/usr/bin/env python3
"""Lays out the seeds of all fuzz targets in fuzz/corpus from the samples and the tests' fixtures.

A workbook or document becomes its parts with a line `%%` between them, as the targets put them together again.
"""

import glob
import hashlib
import io
import os
import re
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = {
    "xlsx": ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"],
    "docx": ["word/document.xml", "word/numbering.xml"],
    "ods": ["content.xml"],
}
# The order of the names in fuzz_targets/raw.rs.
RAW = ["xls", "xlsx", "ods", "docx", "xlsm", "pdf", "doc", ""]
LARGEST = 200_000


def put(target, data):
    if not data or len(data) > LARGEST:
        return
    folder = os.path.join(ROOT, "fuzz", "corpus", target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, hashlib.sha1(data).hexdigest()), "wb") as seed:
        seed.write(data)


def package(target, path):
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        parts = [archive.read(name) if name in names else b"" for name in PARTS[target]]
    put(target, b"\n%%\n".join(parts))


def files(*folders):
    for folder in folders:
        for path in glob.glob(os.path.join(ROOT, folder, "**", "*"), recursive=True):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    yield path, file.read()


for path, data in files("tests/fixtures", "samples"):
    ending = os.path.splitext(path)[1].lower().lstrip(".")
    if ending in PARTS and data.startswith(b"PK"):
        package(ending, path)
    if ending in ("csv", "tsv", "txt"):
        put("delimited", data)
    if ending in ("pdf", "p7s", "pem"):
        put("signature", data)
    if ending == "zip":
        put("archive", data)
    kind = RAW.index(ending if ending in RAW else "")
    if ending in ("xls", "ods", "docx", "xlsx", "pdf", "doc") and len(data) < 20_000:
        put("raw", bytes([kind]) + data)
for path, data in files("frameworks"):
    put("framework", data)
with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as readme:
    for block in re.findall(r"```toml\n(.*?)```", readme.read(), re.S):
        put("framework", block.encode())
table = "TT,Tên chỉ tiêu,Kết quả\n1.1,Kế hoạch,Có\n"
put("archive", f"Xã A/Phụ lục 01.csv\t{table}../b\tx\nC:\\x\ty\n/etc/x\tz\nXã A/1.1/Kế hoạch.pdf\t%PDF-1.4".encode())
for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        archive.writestr("Xã A/Phụ lục 01.csv", table)
        archive.writestr("Xã A/1.1/Kế hoạch.pdf", "%PDF-1.4")
    put("archive", held.getvalue())
