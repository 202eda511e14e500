def make(folder):
    text = (folder / "study.toml").read_bytes().replace(b"\n", b"\r\n")
    (folder / "study.toml").write_bytes(b"\xef\xbb\xbf" + text)
