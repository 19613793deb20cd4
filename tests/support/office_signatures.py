"""Asks LibreOffice what it says of the signatures inside packages and PDFs: a line for each signer.

    office.py PROFILE FILE...

Needs LibreOffice with its Python bridge (Debian: libreoffice, python3-uno). PROFILE is a folder for LibreOffice's settings.
"""
import os, subprocess, sys, time, uno, uuid
from com.sun.star.beans import PropertyValue

profile, files = os.path.abspath(sys.argv[1]), sys.argv[2:]
pipe = "p" + uuid.uuid4().hex[:12]
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nologo",
                           f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
for _ in range(600):
    try:
        remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        if office.poll() is not None:
            sys.exit("LibreOffice ended")
        time.sleep(0.1)
else:
    sys.exit("LibreOffice does not answer")
manager = remote.ServiceManager
try:
    storages = manager.createInstanceWithContext("com.sun.star.embed.StorageFactory", remote)
    access = manager.createInstanceWithContext("com.sun.star.ucb.SimpleFileAccess", remote)
    for name in files:
        stream = access.openFileRead(uno.systemPathToFileUrl(os.path.abspath(name)))
        judge = manager.createInstanceWithArgumentsAndContext(
            "com.sun.star.security.DocumentDigitalSignatures", ("1.2", True), remote)
        if name.endswith(".pdf"):
            found = judge.verifyDocumentContentSignatures(None, stream)
        else:
            form = uno.Any("[]com.sun.star.beans.PropertyValue", (PropertyValue("StorageFormat", 0, "ZipFormat", 0),))
            storage = uno.invoke(storages, "createInstanceWithArguments", ((stream, 1, form),))
            found = judge.verifyDocumentContentSignatures(storage, None)
        for one in found:
            print(os.path.basename(name), "valid" if one.SignatureIsValid else "broken",
                  "partial" if one.PartialDocumentSignature else "whole",
                  one.CertificateStatus, one.Signer.SubjectName if one.Signer else "nobody", sep=" | ")
        if not found:
            print(os.path.basename(name), "unsigned", sep=" | ")
finally:
    try:
        manager.createInstanceWithContext("com.sun.star.frame.Desktop", remote).terminate()
    except Exception:
        pass
    office.wait(30)
