def make(folder):
    study = folder / "study.toml"
    study.write_bytes(study.read_bytes().replace(b"Proef", b"Proef \xe9"))
