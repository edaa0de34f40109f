"""The low-delay net as PyTorch sees it: the same arithmetic as org.liaoyuan.sound.enhancement.LowDelayDenoiser."""
import functools

import numpy as np
import torch
from torch import nn

RATE, FFT, HOP = 16000, 512, 64
HIDDEN = 128


def windows():
    """Asymmetric windows (Mauler and Martin 2007): 32 ms to analyse, 8 ms to synthesise; their product is a Hann window."""
    rise = np.sin(np.pi * (np.arange(FFT - HOP) + 0.5) / (2 * (FFT - HOP)))
    fall = np.cos(np.pi * (np.arange(HOP) + 0.5) / (2 * HOP))
    analysis = np.concatenate([rise, fall])
    hann = np.sin(np.pi * (np.arange(2 * HOP) + 0.5) / (2 * HOP)) ** 2
    synthesis = hann / analysis[-2 * HOP:]
    return analysis.astype(np.float32), synthesis.astype(np.float32)


def edges():
    """First bin of each band: single bins up to 1.5 kHz, then as wide as an auditory filter and at least a bin."""
    at = list(range(1, 49))
    while at[-1] < FFT // 2 - 8:
        f = at[-1] * RATE / FFT
        at.append(at[-1] + max(1, round(0.55 * (24.7 + 0.108 * f) / (RATE / FFT))))
    return at[:-1] + [FFT // 2 + 1]


EDGES = edges()
BANDS = len(EDGES) - 1


def band_matrix():
    m = np.zeros((FFT // 2 + 1, BANDS), np.float32)
    for b in range(BANDS):
        m[EDGES[b]:EDGES[b + 1], b] = 1
    return m  # bin 0 is in no band when summed


@functools.cache
def running_mean(frames):
    """Matrix of the mean over all frames so far, from 250 frames on an exponential one."""
    matrix = np.zeros((frames, frames), np.float64)
    for t in range(frames):
        rate = max(1 / 250, 1 / (t + 1))
        if t:
            matrix[t] = matrix[t - 1] * (1 - rate)
        matrix[t, t] = rate
    return torch.tensor(matrix, dtype=torch.float32)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.input = nn.Linear(BANDS, HIDDEN)
        self.recurrent = nn.GRU(HIDDEN, HIDDEN, batch_first=True)
        self.output = nn.Linear(HIDDEN, BANDS)
        nn.init.constant_(self.output.bias, 1.0)

    def features(self, power):
        """Band powers [batch, frames, bands] to log levels relative to their running mean."""
        logs = torch.log10(power + 1e-7)
        return logs - (logs.mean(2) @ running_mean(logs.shape[1]).T)[:, :, None]

    def forward(self, features):
        x = torch.relu(self.input(features))
        y, _ = self.recurrent(x)
        return torch.sigmoid(self.output(x + y))


def enhance(net, samples, depth):
    """A whole clip [samples] through net and transform, 64 samples late, as the Java class does it."""
    analysis, synthesis = (torch.tensor(w) for w in windows())
    padded = nn.functional.pad(samples[: len(samples) // HOP * HOP], (FFT - HOP, 0))
    spectrum = torch.fft.rfft(padded.unfold(0, FFT, HOP) * analysis)
    bands = torch.tensor(band_matrix())
    gains = net(net.features((spectrum.abs() ** 2 @ bands)[None]))[0]
    floor = 10 ** (-depth / 20)
    spread = bands.T.clone()
    spread[0, 0] = 1  # bin 0 takes the gain of the first band
    frames = torch.fft.irfft(spectrum * ((floor + (1 - floor) * gains) @ spread), FFT)[:, -2 * HOP:] * synthesis
    out = frames[:, :HOP].clone()
    out[1:] += frames[:-1, HOP:]
    return out.reshape(-1)
