"""Write trained weights as the eight-bit .npz that `graphkit.extract.neural` reads: `python training/export.py RUN/final.pt --minilm FOLDER --out FILE`."""

import argparse
import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import torch


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("states", type=Path, nargs="+", help="several are averaged")
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--wide", action="store_true", help="keep 32 bits, to compare")
    ap.add_argument("--calibration", type=Path, help="JSON with slope and offset of each relation")
    a = ap.parse_args()
    loaded = [torch.load(p, weights_only=True) for p in a.states]
    state = {k: sum(s[k].double() for s in loaded) / len(loaded) for k in loaded[0]}
    config = json.loads((a.states[0].parent / "config.json").read_text())
    arrays: dict[str, np.ndarray] = {}
    turned = []
    for name, value in state.items():
        x = value.numpy().astype(np.float32)
        if x.ndim == 2 and x.size > 2000 and not a.wide:
            scale = np.abs(x).max(1) / 127
            scale = np.where(scale == 0, 1, scale)
            arrays[name] = np.round(x / scale[:, None]).astype(np.int8)
            arrays[name + ":scale"] = scale.astype(np.float32)
        elif name == "words.weight":
            arrays[name], arrays[name + ":scale"] = x, np.ones(len(x), dtype=np.float32)
        else:
            arrays[name] = x.astype(np.float32)
        embedding = name.split(".")[0] in (
            "words",
            "positions",
            "shape_in",
            "break_in",
            "shape_out",
            "type_in",
            "mark_type",
            "near_s",
            "near_o",
            "row_s",
            "row_o",
            "from_pair",
        )
        if x.ndim == 2 and not embedding:
            turned.append(name + ":t")
    if a.calibration:
        fitted = json.loads(a.calibration.read_text())
        arrays["slope"], arrays["offset"] = np.asarray(fitted["slope"], dtype=np.float32), np.asarray(fitted["offset"], dtype=np.float32)
    vocabulary = (a.minilm / "vocab.txt").read_text(encoding="utf-8").splitlines()
    meta = {"layers": len(config["layers"]), "upper": len(config["upper"]), "pool_after": config["pool_after"], "heads": config["heads"], "turned": turned}
    arrays["meta"] = np.frombuffer(json.dumps(meta, sort_keys=True).encode(), dtype=np.uint8)
    arrays["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    with zipfile.ZipFile(a.out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:  # fixed dates: the same weights give the same bytes
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    data = a.out.read_bytes()
    print(f"{a.out}: {len(data) / 1e6:.1f} MB, sha256 {hashlib.sha256(data).hexdigest()}")


if __name__ == "__main__":
    main()
