"""Signing PDF files and checking signatures; pyHanko and PKCS#11 are imported when first used."""
