"""The referee: scores the sounds that Java wrote, with measures of others, and says the worst class first.

HASPI v2, HASQI v2 and NAL-R are pyclarity's; ESTOI pystoi's; PESQ-wb the package pesq's. Every system but "unaided" gets the same
NAL-R filter here, after it. The clean speech stands at 65 dB SPL, and the level of what a system gives back is left as it is.
"""
import argparse, json, time, warnings
from pathlib import Path

import numpy as np
import soundfile as sf
from clarity.enhancer.nalr import NALR
from clarity.evaluator.haspi import haspi_v2
from clarity.evaluator.hasqi import hasqi_v2
from clarity.utils.audiogram import Audiogram
from pesq import pesq
from pystoi import stoi
from scipy.signal import resample_poly

warnings.filterwarnings("ignore")
AT = np.array([250, 500, 1000, 2000, 3000, 4000, 6000, 8000])
# Bisgaard, Vlaming, Dahlquist: Standard audiograms for the IEC 60118-15 measurement procedure, Trends in Amplification 14 (2010)
AUDIOGRAMS = {
    "N1": [10, 10, 10, 15, 20, 30, 40, 40], "N2": [20, 20, 25, 35, 40, 45, 50, 50], "N3": [35, 35, 40, 50, 55, 60, 65, 65],
    "N4": [55, 55, 55, 65, 70, 75, 80, 80], "S1": [10, 10, 10, 15, 30, 55, 70, 70], "S2": [20, 20, 25, 55, 75, 95, 95, 95],
}
RATE, REFERENCE_DB = 24000, 65


def si_sdr(clean, out):
    clean, out = clean - clean.mean(), out - out.mean()
    target = (out @ clean) / (clean @ clean) * clean
    return float(10 * np.log10((target @ target) / ((out - target) @ (out - target) + 1e-12)))


def aided(audiogram, x):
    enhancer = NALR(220, RATE)
    fir, _ = enhancer.build(audiogram)
    return enhancer.apply(fir, x)[110:110 + len(x)]


def score(folder, mix, system, measures):
    audiogram = Audiogram(levels=np.array(AUDIOGRAMS[mix["audiogram"]]), frequencies=AT)
    clean16, _ = sf.read(folder / mix["clean"], dtype="float64")
    out16, _ = sf.read(folder / mix["systems"][system], dtype="float64")
    clean16, out16 = clean16[mix["lead"]:], out16[mix["lead"]:]
    clean, out = resample_poly(clean16, 3, 2), resample_poly(out16, 3, 2)
    scale = np.sqrt(np.mean(clean ** 2))
    heard = out if system == "unaided" else aided(audiogram, out)
    row = {"mix": mix["id"], "system": system, "class": mix["class"], "snr": mix["snr"], "audiogram": mix["audiogram"],
           "surroundings": mix["surroundings"]}
    np.random.seed(0)
    if mix["class"] == "clean":
        # against the clean sound with the same NAL-R: what the system adds, not what the ear lacks
        row["hasqi"] = float(hasqi_v2(clean / scale, RATE, heard / scale, RATE, audiogram, level1=REFERENCE_DB)[0])
        return row
    row["haspi"] = float(haspi_v2(clean / scale, RATE, heard / scale, RATE, audiogram, level1=REFERENCE_DB)[0])
    if measures and system != "nal-r":
        row["si_sdr"] = si_sdr(clean16, out16)
        row["estoi"] = float(stoi(clean16, out16, 16000, extended=True))
        try:
            row["pesq"] = float(pesq(16000, clean16, out16, "wb"))
        except Exception:  # it finds no utterance in some short ones
            row["pesq"] = None
    return row


def interval(differences, rng):
    """Mean and its 95 % interval: the mixes are drawn anew, both systems of a mix together."""
    d = np.array(differences)
    means = d[rng.integers(len(d), size=(4000, len(d)))].mean(1)
    return d.mean(), *np.percentile(means, [2.5, 97.5])


def table(rows, baseline="nal-r"):
    rng = np.random.default_rng(59)
    by = {(r["mix"], r["system"]): r for r in rows}
    systems = list(dict.fromkeys(r["system"] for r in rows))
    lines, figures = [], {}

    def add(name, picked):
        for s in systems:
            pairs = [(by[r["mix"], s], by[r["mix"], baseline]) for r in picked if (r["mix"], s) in by and (r["mix"], baseline) in by]
            pairs = [(a["haspi"], b["haspi"]) for a, b in pairs if "haspi" in a]
            if pairs:
                figures[s, name] = (*interval([a - b for a, b in pairs], rng), np.mean([a for a, _ in pairs]), len(pairs))

    base = [r for r in rows if r["system"] == baseline and "haspi" in r]
    classes = sorted({r["class"] for r in base})
    groups = [("all", base)] + [(c, [r for r in base if r["class"] == c]) for c in classes]
    groups += [(f"{v} dB", [r for r in base if r["snr"] == v]) for v in sorted({r["snr"] for r in base})]
    groups += [(v, [r for r in base if r["audiogram"] == v]) for v in AUDIOGRAMS if any(r["audiogram"] == v for r in base)]
    groups += [("taken for " + v, [r for r in base if r["surroundings"] == v]) for v in sorted({r["surroundings"] for r in base})]
    for name, picked in groups:
        add(name, picked)
    for s in systems:
        if (s, "all") not in figures:
            continue
        own = [r for r in rows if r["system"] == s]
        def mean(key):
            values = [r[key] for r in own if r.get(key) is not None]
            return f"{np.mean(values):.2f}" if values else "–"
        m, low, high, value, n = figures[s, "all"]
        lines.append(f"\n{s}: HASPI {value:.3f}, minus NAL-R {m:+.3f} [{low:+.3f}, {high:+.3f}] n={n}; "
                     f"SI-SDR {mean('si_sdr')} dB, ESTOI {mean('estoi')}, PESQ-wb {mean('pesq')}")
        for name in sorted((c for c in classes if (s, c) in figures), key=lambda c: figures[s, c][0]):
            m, low, high, value, n = figures[s, name]
            lines.append(f"  {name:<14} HASPI {value:.3f}  {m:+.3f} [{low:+.3f}, {high:+.3f}] n={n}")
        lines.append("  " + ", ".join(f"{g[0]} {figures[s, g[0]][0]:+.3f}" for g in groups[1 + len(classes):] if (s, g[0]) in figures))
    clean = [r for r in rows if "hasqi" in r]
    for s in systems:
        pairs = [(r["hasqi"], by[r["mix"], baseline]["hasqi"]) for r in clean if r["system"] == s and (r["mix"], baseline) in by]
        if pairs:
            m, low, high = interval([a - b for a, b in pairs], rng)
            lines.append(f"HASQI on clean speech, {s}: {np.mean([a for a, _ in pairs]):.3f}, minus NAL-R {m:+.3f} [{low:+.3f}, {high:+.3f}] n={len(pairs)}")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="with manifest.json")
    parser.add_argument("--log", type=Path, help="where a run on the held-out set is noted")
    parser.add_argument("--fast", action="store_true", help="HASPI and HASQI alone")
    args = parser.parse_args()
    manifest = json.loads((args.folder / "manifest.json").read_text())
    done = args.folder / "scores.jsonl"
    rows = [json.loads(line) for line in done.read_text().splitlines()] if done.exists() else []
    have = {(r["mix"], r["system"]) for r in rows}
    began = time.time()
    with done.open("a") as out:
        # system by system, so that a run that was stopped can be read, and goes on where it was
        for system in dict.fromkeys(s for mix in manifest["mixes"] for s in mix["systems"]):
            for mix in manifest["mixes"]:
                if system in mix["systems"] and (mix["id"], system) not in have:
                    row = score(args.folder, mix, system, not args.fast)
                    rows.append(row)
                    out.write(json.dumps(row) + "\n")
                    out.flush()
    text = table(rows)
    print(text)
    print(f"{len(manifest['mixes'])} mixes of the {manifest['split']} set, {time.time() - began:.0f} s")
    if args.log and manifest["split"] == "heldout":
        with args.log.open("a") as log:
            said = "\n".join(f"- {name}: {of}" for name, of in manifest["systems"].items())
            log.write(f"\n## {time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {len(manifest['mixes'])} mixes\n{said}\n```{text}\n```\n")


if __name__ == "__main__":
    main()
