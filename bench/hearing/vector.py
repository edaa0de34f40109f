"""Writes the weights as the library reads them, and what PyTorch computes with them, for LowDelayDenoiserTest.

python vector.py net.pt ../../sound/src/main/resources/org/liaoyuan/sound/enhancement/low-delay-denoiser.bin \
    ../../sound/src/test/resources/org/liaoyuan/sound/enhancement/low-delay-denoiser-vector.bin
"""
import sys

import numpy as np
import torch
from net import Net, enhance
from train import export

net = Net()
net.load_state_dict({k: v.half().float() for k, v in torch.load(sys.argv[1]).items()})
export(net, sys.argv[2])
n, state, noise = 3200, 1, []
for _ in range(n):
    state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
    noise.append((state - (1 << 32) if state >= 1 << 31 else state) / 2147483648 * 0.1)
t = np.arange(n)
voice = sum(0.05 / k * np.sin(2 * np.pi * 3 * t / 16000) ** 2 * np.sin(2 * np.pi * 140 * k * t / 16000) for k in range(1, 11))
with torch.no_grad():
    out = enhance(net, torch.tensor(np.array(noise) + voice, dtype=torch.float32), 12)
open(sys.argv[3], "wb").write(out.numpy().astype("<f4").tobytes())
print("rms", float(out.pow(2).mean().sqrt()))
