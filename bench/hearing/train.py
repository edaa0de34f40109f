"""Trains the low-delay net, or with --far the one that looks ahead: python train.py --pairs pairs.npy --out net.pt --minutes 40"""
import argparse, copy, struct, time

import numpy as np
import torch

from loss import AUDIOGRAMS, Ear, compressed, error_share, understood
from net import BANDS, FAR_HIDDEN, FarNet, Net, RATE


def export(net, path):
    """As DenoiserWeights.java reads it."""
    far = isinstance(net, FarNet)
    order = ["input.weight", "input.bias", "recurrent.weight_ih_l0", "recurrent.weight_hh_l0", "recurrent.bias_ih_l0",
             "recurrent.bias_hh_l0", *(["joint.weight", "joint.bias"] if far else []), "output.weight", "output.bias"]
    state = net.state_dict()
    with open(path, "wb") as file:
        file.write((b"LAN2" if far else b"LDN1") + struct.pack("<HH", BANDS, net.recurrent.hidden_size))
        for name in order:
            file.write(state[name].numpy().astype("<f2").tobytes())


def power(x):
    return x.sum(2).mean(1)[:, None, None].clamp(min=1e-6)


def tilted(x, to=None):
    """Through smooth random equalisers over the bands; as loud as it was, or as said."""
    at = torch.linspace(0, 1, BANDS)
    waves = torch.stack([torch.cos(np.pi * k * at) / k for k in range(1, 6)])
    y = x * 10 ** (torch.randn(len(x), 5) @ waves * 0.3)[:, None]
    return y / power(y) * (power(x) if to is None else to)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", nargs="+", required=True, help="what bank.py made")
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--far", action="store_true")
    parser.add_argument("--stand-in", type=float, default=2.5, help="weight of the stand-in for HASPI")
    parser.add_argument("--done", type=float, default=0, help="part of the rate's way down that is behind it already")
    parser.add_argument("--seed", type=int, default=59)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(args.seed)
    pairs = np.concatenate([np.load(path, mmap_mode="r") for path in args.pairs], 1)
    net, ear = FarNet() if args.far else Net(), Ear()
    ahead, second = net.ahead, RATE // net.hop
    if args.start:
        state = torch.load(args.start)
        if args.far and state["joint.weight"].shape[1] < net.joint.weight.shape[1]:  # of a net that knew three frames more alone
            state["joint.weight"] = torch.nn.functional.pad(state["joint.weight"], (FAR_HIDDEN, 0))
        net.load_state_dict(state)
    smooth = copy.deepcopy(net)  # the mean of the weights over the last steps
    print("weights", sum(p.numel() for p in net.parameters()), flush=True)
    optimiser = torch.optim.AdamW(net.parameters(), args.rate, betas=(0.9, 0.98), weight_decay=1e-3)
    began, seen, sums, waiting = time.time(), 0, [], []
    while (part := args.done + (1 - args.done) * (time.time() - began) / (60 * args.minutes)) < 1:
        if len(waiting) < args.batch:
            waiting = list(rng.permutation(pairs.shape[1]))
        picked, waiting = waiting[:args.batch], waiting[args.batch:]
        # any noise with any speech: what they do to each other hangs on phases, which know nothing of both
        others = rng.integers(pairs.shape[1], size=(2, args.batch))
        s, n, more, c = (torch.tensor(np.array(pairs[k, i], np.float32)) for k, i in ((0, picked), (1, others[0]), (1, others[1]), (2, picked)))
        s, n, more = (10 ** x for x in (s, n, more))
        n = n + more * torch.where(torch.rand(len(n)) < 0.3, torch.rand(len(n)), 0.0)[:, None, None]
        s, n = tilted(s), tilted(n, power(s))
        snr = torch.where(torch.rand(len(s)) < 0.93, torch.rand(len(s)) * 19 - 9, 20 + 20 * torch.rand(len(s)))[:, None, None]
        a, loud = 10 ** (-snr / 20), 10 ** ((torch.rand(len(s), 1, 1) * 23 - 20) / 10)
        cross = a * c * (s * n).sqrt()
        mixed = (s + a ** 2 * n + 2 * cross).clamp(min=1e-9)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (seen + 1) / 50) * max(0.02, 0.5 * (1 + np.cos(np.pi * part)))
        gains = net(net.features(mixed * loud))
        s, mixed, cross = (x[:, :x.shape[1] - ahead] for x in (s, mixed, cross))
        floor = 10 ** (-((10 if args.far else 7) + (16 if args.far else 9) * torch.rand(len(s), 1, 1)) / 20)
        limited = floor + (1 - floor) * gains
        which = torch.randint(len(AUDIOGRAMS), (len(s),))
        spectral, ratio = compressed(s, gains ** 2 * mixed), error_share(s, mixed, s + cross, gains)
        correlation = ear(s, limited ** 2 * mixed, which, second)
        loss = 10 * spectral - 0.03 * ratio - args.stand_in * (understood(correlation) + 0.5 * correlation).mean()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        seen += 1
        with torch.no_grad():
            keep = min(0.995, seen / (seen + 10))
            for mean, now in zip(smooth.parameters(), net.parameters()):
                mean.mul_(keep).add_(now, alpha=1 - keep)
            before = ear(s, mixed, which, second)
            sums.append([x.mean().item() for x in (spectral, ratio, correlation, before, understood(correlation), understood(before))])
        if seen % 50 == 0:
            m = np.mean(sums, 0)
            print(f"{seen} {time.time() - began:.0f}s ({time.process_time():.0f}s of a core) spectral {m[0]:.4f} ratio {m[1]:.2f} dB "
                  f"stand-in {m[2]:.4f} (noisy {m[3]:.4f}), understood {m[4]:.4f} (noisy {m[5]:.4f})", flush=True)
            sums = []
            torch.save(smooth.state_dict(), args.out)
            torch.save(net.state_dict(), args.out + ".last")
    torch.save(smooth.state_dict(), args.out)
    export(smooth, args.out.replace(".pt", ".bin"))


if __name__ == "__main__":
    main()
