"""Turns the bank into what the net is trained on: band powers of speech, of noise, and of what they do to each other, every 4 ms (or 8).

The net sees band levels and gives band gains, so training needs no waveform: with the powers of speech S and noise N and their cross
term C, any signal-to-noise ratio a is a mix of its own, S + a² N + 2 a C. That makes an hour of training fit two busy cores.
"""
import argparse

import numpy as np
from net import BANDS, EDGES, FAR_HOP, FFT, HOP, RATE, far_window, windows

SECONDS = 3


def spectra(x, window, hop):
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(x, (FFT - hop, 0)), FFT)[::hop]
    return np.fft.rfft(frames * window).astype(np.complex64)


def banded(values):
    return np.add.reduceat(values, EDGES[:-1], axis=1).astype(np.float32)


def equaliser(rng, n):
    f = np.sqrt(np.linspace(0, 1, n // 2 + 1))
    return 10 ** (sum(rng.normal(0, 3.5 / (k + 1)) * np.cos(np.pi * k * f) for k in range(1, 5)) / 20)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--pairs", type=int, default=900)
    parser.add_argument("--far", action="store_true", help="for the net that may be late")
    parser.add_argument("--seed", type=int, default=60)
    args = parser.parse_args()
    hop, window = (FAR_HOP, far_window()) if args.far else (HOP, windows()[0])
    rng, n = np.random.default_rng(args.seed), SECONDS * RATE
    with np.load(args.bank) as file:
        speech, lengths, talkers, noise = (file[k] for k in ("speech", "lengths", "talkers", "noise"))
    starts, first = np.concatenate([[0], np.cumsum(lengths)]), np.concatenate([[0], np.cumsum(talkers)])
    weight = np.minimum(8 * talkers, 160).astype(float)  # one voice of people, many of machines
    weight /= weight.sum()
    out = np.zeros((3, args.pairs, n // hop, BANDS), np.float16)
    for i in range(args.pairs):
        clean, who, at = np.zeros(n), rng.choice(len(talkers), p=weight), int(rng.uniform(0, 0.5) * RATE)
        while at < n:
            k = first[who] + rng.integers(talkers[who])
            piece = speech[starts[k]:starts[k + 1]] / 32768
            piece = np.interp(np.arange(0, len(piece) - 1, rng.uniform(0.85, 1.18)), np.arange(len(piece)), piece)  # speed, as a tape
            piece = piece[:n - at] * 10 ** (rng.normal(0, 1.5) / 20)
            clean[at:at + len(piece)] = piece
            at += len(piece) + int(rng.uniform(0, 0.3) * RATE)
        start = rng.integers(noise.shape[1] - n)
        other = noise[rng.integers(len(noise)), start:start + n] / 32768
        if rng.random() < 0.15:
            other = other + noise[rng.integers(len(noise)), start:start + n] / 32768 * rng.uniform(0.3, 1)
        clean, other = (np.fft.irfft(np.fft.rfft(x) * equaliser(rng, n), n) for x in (clean, other))
        clean, other = (x * 0.1 / (np.sqrt(np.mean(x * x)) + 1e-6) for x in (clean, other))
        s, o = spectra(clean, window, hop), spectra(other, window, hop)
        out[0, i] = np.log10(banded(np.abs(s) ** 2) + 1e-9)
        out[1, i] = np.log10(banded(np.abs(o) ** 2) + 1e-9)
        out[2, i] = banded((s * o.conj()).real) / np.sqrt(banded(np.abs(s) ** 2) * banded(np.abs(o) ** 2) + 1e-18)
    np.save(args.out, out)
    print(out.shape, flush=True)


if __name__ == "__main__":
    main()
