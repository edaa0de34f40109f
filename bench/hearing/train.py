"""Trains the low-delay net: python train.py --bank bank.npz --out net.pt --minutes 40"""
import argparse, time

import numpy as np
import torch

from loss import AUDIOGRAMS, Ear, compressed, si_sdr
from net import HOP, RATE, Net

LENGTH = 2 * RATE


def batches(bank, rng, size):
    speech, lengths, talkers, noise = (bank[k] for k in ("speech", "lengths", "talkers", "noise"))
    starts = np.concatenate([[0], np.cumsum(lengths)])
    first = np.concatenate([[0], np.cumsum(talkers)])
    weight = np.minimum(talkers, 60).astype(float)
    weight /= weight.sum()
    while True:
        clean, mixed = np.zeros((2, size, LENGTH), np.float32)
        for i in range(size):
            who, at = rng.choice(len(talkers), p=weight), int(rng.integers(0, RATE // 2)) * (rng.random() < 0.5)
            while at < LENGTH:
                n = first[who] + rng.integers(talkers[who])
                piece = speech[starts[n]:starts[n + 1]].astype(np.float32) / 32768
                pitch = rng.uniform(0.85, 1.18)  # speed and pitch together, as a tape
                piece = np.interp(np.arange(0, len(piece) - 1, pitch), np.arange(len(piece)), piece)
                skip = int(rng.integers(0, max(1, len(piece) // 3))) if at == 0 else 0
                piece = piece[skip:skip + LENGTH - at] * 10 ** (rng.normal(0, 1.5) / 20)
                clean[i, at:at + len(piece)] = piece
                at += len(piece) + int(rng.uniform(0, 0.4) * RATE)
            n, s = rng.integers(len(noise)), rng.integers(noise.shape[1] - LENGTH)
            other = noise[n, s:s + LENGTH].astype(np.float32) / 32768
            if rng.random() < 0.2:
                n, s = rng.integers(len(noise)), rng.integers(noise.shape[1] - LENGTH)
                other += noise[n, s:s + LENGTH].astype(np.float32) / 32768 * rng.uniform(0.2, 1)
            snr = rng.uniform(-6, 13) if rng.random() < 0.93 else rng.uniform(20, 40)
            power = lambda x: np.mean(x * x) + 1e-8
            other *= np.sqrt(power(clean[i]) / power(other)) * 10 ** (-snr / 20)
            gain = 10 ** (rng.uniform(-20, 3) / 20)
            clean[i] *= gain
            mixed[i] = clean[i] + other * gain
        clean, mixed = torch.tensor(clean), torch.tensor(mixed)
        f = torch.linspace(0, 1, LENGTH // 2 + 1).sqrt()  # one random equaliser for both
        shape = sum(torch.randn(size, 1) * (3.0 / (k + 1)) * torch.cos(np.pi * k * f) for k in range(1, 5))
        both = torch.fft.irfft(torch.fft.rfft(torch.stack([clean, mixed])) * 10 ** (shape / 20), LENGTH)
        yield both[0], both[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bank", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--proxy", type=float, default=0.6, help="weight of the stand-in for HASPI")
    parser.add_argument("--seed", type=int, default=59)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    with np.load(args.bank) as file:
        bank = {k: file[k] for k in file.files}
    net, ear = Net(), Ear()
    if args.start:
        net.load_state_dict(torch.load(args.start))
    print("weights", sum(p.numel() for p in net.parameters()), flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, betas=(0.9, 0.98), weight_decay=1e-3)
    began, seen, sums = time.time(), 0, np.zeros(4)
    for clean, mixed in batches(bank, rng, args.batch):
        part = (time.time() - began) / (60 * args.minutes)
        if part >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (seen + 1) / 60) * max(0.02, 0.5 * (1 + np.cos(np.pi * part)))
        with torch.no_grad():
            spectrum = net.spectrum(mixed)
            features = net.features(spectrum)
        gains = net.gains(features)
        late = clean[:, :-HOP]
        out = net.resynthesise(spectrum, gains)[:, HOP:]
        floor = 10 ** (-(6 + 10 * torch.rand(len(clean), 1)) / 20)
        limited = floor * mixed[:, :-HOP] + (1 - floor) * out  # the windows reconstruct perfectly, so this is the limited mask
        which = torch.randint(len(AUDIOGRAMS), (len(clean),))
        spectral, sdr, proxy = compressed(late, out), si_sdr(late, out).clamp(max=30).mean(), ear(late, limited, which)
        loss = 20 * spectral - 0.02 * sdr - args.proxy * 5 * proxy
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        seen += 1
        with torch.no_grad():
            noisy = ear(late, mixed[:, :-HOP], which) if seen % 10 == 0 else torch.zeros(())
        sums += [spectral.item(), sdr.item(), proxy.item(), 10 * noisy.item()]
        if seen % 20 == 0:
            print(seen, f"{time.time() - began:.0f}s spectral {sums[0] / 20:.4f} SI-SDR {sums[1] / 20:.2f} "
                  f"stand-in {sums[2] / 20:.4f} (noisy {sums[3] / 20:.4f})", flush=True)
            sums[:] = 0
            torch.save(net.state_dict(), args.out)
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
