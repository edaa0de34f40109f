"""The bank of sound that the nets are trained on: speech of people and of machines, noises made here, all from a seed.

Speech: Russian prompts of Asterisk (CC-BY 3.0, Debian package asterisk-core-sounds-ru-g722), speech.py's training voices (Apache-2.0), and
three voices of Flite (Debian package flite, free to use). Noise: babble of those same voices, speech-shaped, transients and applause,
engines, wind, music, all made here. Nothing of the tuning or the held-out set is read, and nothing that asks for "share alike".
"""
import argparse
from pathlib import Path

import av
import numpy as np
import soundfile as sf
from scipy.signal import fftconvolve, lfilter

RATE, SECONDS = 16000, 6


def g722(path):
    with av.open(str(path), format="g722") as file:
        parts = [f.to_ndarray().ravel() for f in file.decode(audio=0)]
    return np.concatenate(parts).astype(np.float32) / 32768 if parts else np.zeros(0, np.float32)


def level(x, rms=0.1):
    return (x * (rms / (np.sqrt(np.mean(x * x)) + 1e-9))).astype(np.float32)


def trimmed(x):
    """Without the silence before and after."""
    frames = x[: len(x) // 320 * 320].reshape(-1, 320)
    if not len(frames):
        return x[:0]
    loud = np.where(np.sqrt((frames ** 2).mean(1)) > 0.03 * np.sqrt((frames ** 2).mean(1)).max())[0]
    return x[max(0, loud[0] - 3) * 320:(loud[-1] + 4) * 320]


def room(rng, seconds=None):
    """A made impulse response: the direct sound and a tail of noise that decays."""
    seconds = seconds or rng.uniform(0.15, 0.7)
    n = int(seconds * RATE)
    tail = rng.standard_normal(n) * 10 ** (-3 * np.arange(n) / n) * rng.uniform(0.01, 0.08)
    tail[: int(rng.uniform(20, 60))] = 0
    tail[0] = 1
    return tail.astype(np.float32)


def colour(rng, x, depth=8):
    """A gentle random equaliser."""
    spectrum = np.fft.rfft(x)
    f = np.linspace(0, 1, len(spectrum))
    gain = sum(rng.normal(0, depth / (k + 1)) * np.cos(np.pi * k * np.sqrt(f)) for k in range(6))
    return np.fft.irfft(spectrum * 10 ** (np.clip(gain, -25, 25) / 20), len(x)).astype(np.float32)


def talker(rng, speech, n):
    parts, have = [], 0
    group = speech[rng.integers(len(speech))]
    while have < n:
        x = group[rng.integers(len(group))]
        parts += [level(x), np.zeros(int(rng.uniform(0, 0.3) * RATE), np.float32)]
        have += len(parts[-1]) + len(parts[-2])
    return np.concatenate(parts)[:n]


def babble(rng, speech, n, talkers=None):
    talkers = talkers or rng.choice([1, 1, 1, 2, 2, 3, 4, 6, 8, 12, 20])
    out = sum(talker(rng, speech, n) * 10 ** (rng.normal(0, 3) / 20) for _ in range(talkers))
    return fftconvolve(out, room(rng))[:n] if rng.random() < 0.6 else out


def shaped(rng, speech, n):
    x = talker(rng, speech, n)
    spectrum = np.abs(np.fft.rfft(np.resize(x, n)))
    spectrum = np.convolve(spectrum, np.ones(600) / 600, "same")
    out = np.fft.irfft(spectrum * np.exp(2j * np.pi * rng.random(len(spectrum))), n)
    if rng.random() < 0.3:  # modulated as speech is
        envelope = np.sqrt(np.maximum(lfilter([0.002], [1, -0.998], babble(rng, speech, n, rng.integers(1, 4)) ** 2), 1e-8))
        out = out * envelope
    return out


def coloured(rng, n):
    slope = rng.uniform(-1, 2)
    f = np.fft.rfftfreq(n, 1 / RATE)
    out = np.fft.irfft((np.maximum(f, 40) / 500) ** (-slope / 2) * np.exp(2j * np.pi * rng.random(len(f))), n)
    if rng.random() < 0.5:  # wind, traffic: slow swings
        knots = rng.normal(0, 6, int(n / RATE * rng.uniform(0.5, 4)) + 2)
        out *= 10 ** (np.interp(np.linspace(0, len(knots) - 1, n), np.arange(len(knots)), knots) / 20)
    if rng.random() < 0.3:  # engines, hum
        t, base = np.arange(n) / RATE, rng.uniform(50, 250)
        hum = sum(rng.uniform(0, 1) / k * np.sin(2 * np.pi * base * k * t + rng.uniform(0, 6)) for k in range(1, 12))
        out = level(out) + level(hum) * rng.uniform(0.2, 1.5)
    return out


def transients(rng, n):
    rate = rng.choice([1, 2, 4, 10, 40, 150, 600])  # a second: a knock … applause
    out = np.zeros(n + RATE, np.float32)
    hand = rng.random() < 0.6
    for _ in range(int(rate * n / RATE) + 1):
        length = int(RATE * rng.uniform(0.003, 0.05 if hand else 0.3))
        t = np.arange(length) / RATE
        decay = np.exp(-t / (length / RATE / 5))
        if hand:
            centre, q = rng.uniform(500, 3000), rng.uniform(0.7, 0.95)
            pole = q * np.exp(2j * np.pi * centre / RATE)
            burst = lfilter([1], [1, -2 * pole.real, abs(pole) ** 2], rng.standard_normal(length)) * decay
        else:  # dishes, keys
            burst = sum(rng.uniform(0.2, 1) * np.sin(2 * np.pi * rng.uniform(600, 7000) * t) for _ in range(5)) * decay
        start = rng.integers(n)
        out[start:start + length] += level(burst) * 10 ** (rng.normal(0, 5) / 20)
    out = out[:n]
    if rng.random() < 0.6:
        out = fftconvolve(out, room(rng))[:n]
    return out + level(coloured(rng, n)) * 10 ** (rng.uniform(-40, -15) / 20)


def music(rng, n):
    out, t0 = np.zeros(n + 2 * RATE), 0
    beat, root = rng.uniform(0.15, 0.5), rng.uniform(80, 300)
    while t0 < n:
        length = int(RATE * rng.uniform(0.2, 1.5))
        t = np.arange(length) / RATE
        for _ in range(rng.integers(1, 4)):
            f = root * 2 ** (rng.choice([0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 19]) / 12)
            note = sum(np.sin(2 * np.pi * f * k * t) / k ** rng.uniform(0.8, 2) for k in range(1, 9) if f * k < 7800)
            out[t0:t0 + length] += note * np.exp(-t * rng.uniform(1, 8)) * np.minimum(1, t * 100)
        if rng.random() < 0.5:
            m = int(0.05 * RATE)
            out[t0:t0 + m] += rng.standard_normal(m) * np.exp(-np.arange(m) / 200)
        t0 += int(beat * RATE)
    return out[:n]


def crowd(rng, speech, n):
    """A pub: many talkers in a room, dishes, rumble."""
    out = level(fftconvolve(babble(rng, speech, n, int(rng.integers(8, 24))), room(rng, rng.uniform(0.4, 1.0)))[:n])
    return out + level(transients(rng, n)) * rng.uniform(0, 0.5) + level(coloured(rng, n)) * rng.uniform(0, 0.6)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", required=True, help="folder with the unpacked Debian packages")
    parser.add_argument("--kokoro", required=True, help="speech.py's training folder")
    parser.add_argument("--flite", required=True, help="what flite.sh made")
    parser.add_argument("--out", required=True)
    parser.add_argument("--noises", type=int, default=700)
    parser.add_argument("--seed", type=int, default=59)
    args = parser.parse_args()
    rng = np.random.default_rng(args.seed)
    speech, names = [], []
    files = sorted(p for p in Path(args.prompts).rglob("*.g722") if "ru_RU_f_IvrvoiceRU" in str(p) and "silence" not in str(p))
    speech.append([level(trimmed(x)) for x in map(g722, files) if len(x) > 0.8 * RATE])
    names.append("ru_RU_f_IvrvoiceRU")
    for folder in (Path(args.kokoro), Path(args.flite)):
        for voice in sorted({p.name[:-8] for p in folder.glob("*.wav")}):
            speech.append([level(trimmed(sf.read(p, dtype="float32")[0])) for p in sorted(folder.glob(voice + "-*.wav"))])
            names.append(voice)
    for name, group in zip(names, speech):
        print(name, len(group), round(sum(map(len, group)) / RATE), "s", flush=True)
    n, noise, kinds = SECONDS * RATE, [], []
    makers = {"babble": lambda: babble(rng, speech, n), "shaped": lambda: shaped(rng, speech, n),
              "coloured": lambda: coloured(rng, n), "transients": lambda: transients(rng, n),
              "music": lambda: music(rng, n), "crowd": lambda: crowd(rng, speech, n)}
    share = [0.26, 0.12, 0.12, 0.2, 0.1, 0.2]
    for i in range(args.noises):
        kind = rng.choice(list(makers), p=share)
        x = level(colour(rng, level(makers[kind]())), 0.08)
        noise.append((np.clip(x, -1, 1) * 32767).astype(np.int16))
        kinds.append(kind)
    flat = [(np.clip(x, -1, 1) * 32767).astype(np.int16) for g in speech for x in g]
    np.savez(args.out, noise=np.stack(noise), kinds=np.array(kinds), speech=np.concatenate(flat),
             lengths=np.array([len(x) for x in flat]), talkers=np.array([len(g) for g in speech]), names=np.array(names))
    print("noises", len(noise), flush=True)


if __name__ == "__main__":
    main()
