"""Writes the weights as the library reads them, and what PyTorch computes with them, for the tests of both denoisers.

python vector.py net.pt low-delay-denoiser.bin low-delay-denoiser-vector.bin
python vector.py --far net.pt look-ahead-denoiser.bin look-ahead-denoiser-vector.bin
The first file belongs in sound/src/main/resources/org/liaoyuan/sound/enhancement, the second in the same place of src/test.
"""
import argparse

import numpy as np
import torch
from net import FarNet, Net, enhance, enhance_far
from train import export

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--far", action="store_true")
for name in ("net", "weights", "vector"):
    parser.add_argument(name)
args = parser.parse_args()
net = FarNet() if args.far else Net()
net.load_state_dict({k: v.half().float() for k, v in torch.load(args.net).items()})
export(net, args.weights)
n, state, noise = 6400 if args.far else 3200, 1, []
for _ in range(n):
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    noise.append((state - (1 << 32) if state >= 1 << 31 else state) / 2147483648 * 0.1)
t = np.arange(n)
voice = sum(0.05 / k * np.sin(2 * np.pi * 3 * t / 16000) ** 2 * np.sin(2 * np.pi * 140 * k * t / 16000) for k in range(1, 11))
with torch.no_grad():
    out = (enhance_far if args.far else enhance)(net, torch.tensor(np.array(noise) + voice, dtype=torch.float32), 12)
open(args.vector, "wb").write(out.numpy().astype("<f4").tobytes())
print("rms", float(out.pow(2).mean().sqrt()))
