"""The two nets as PyTorch sees them: the same arithmetic as LowDelayDenoiser and LookAheadDenoiser of org.liaoyuan.sound.enhancement."""
import functools

import numpy as np
import torch
from torch import nn

RATE, FFT, HOP = 16000, 512, 64
HIDDEN = 160
# the other one may be late: symmetric windows, every 8 ms, and eight frames of look-ahead; what was known three frames later counts too
FAR_HOP, FAR_HIDDEN, AHEAD, SOON = 128, 256, 8, 3


def windows():
    """Asymmetric windows (Mauler and Martin 2007): 32 ms to analyse, 8 ms to synthesise; their product is a Hann window."""
    rise = np.sin(np.pi * (np.arange(FFT - HOP) + 0.5) / (2 * (FFT - HOP)))
    fall = np.cos(np.pi * (np.arange(HOP) + 0.5) / (2 * HOP))
    analysis = np.concatenate([rise, fall])
    hann = np.sin(np.pi * (np.arange(2 * HOP) + 0.5) / (2 * HOP)) ** 2
    synthesis = hann / analysis[-2 * HOP:]
    return analysis.astype(np.float32), synthesis.astype(np.float32)


def far_window():
    """Square root of a Hann window, to analyse and to synthesise; four of its squares overlap and add up to 2."""
    return np.sin(np.pi * (np.arange(FFT) + 0.5) / FFT).astype(np.float32)


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
def running_mean(frames, second=250):
    """Matrix of the mean over all frames so far, after a second of frames an exponential one."""
    matrix = np.zeros((frames, frames), np.float64)
    for t in range(frames):
        rate = max(1 / second, 1 / (t + 1))
        if t:
            matrix[t] = matrix[t - 1] * (1 - rate)
        matrix[t, t] = rate
    return torch.tensor(matrix, dtype=torch.float32)


class Net(nn.Module):
    hop, ahead = HOP, 0

    def __init__(self):
        super().__init__()
        self.input = nn.Linear(BANDS, HIDDEN)
        self.recurrent = nn.GRU(HIDDEN, HIDDEN, batch_first=True)
        self.output = nn.Linear(HIDDEN, BANDS)
        nn.init.constant_(self.output.bias, 1.0)

    def features(self, power):
        """Band powers [batch, frames, bands] to log levels relative to their running mean."""
        logs = torch.log10(power + 1e-7)
        return logs - (logs.mean(2) @ running_mean(logs.shape[1], RATE // self.hop).T)[:, :, None]

    def forward(self, features):
        x = torch.relu(self.input(features))
        y, _ = self.recurrent(x)
        return torch.sigmoid(self.output(x + y))


class FarNet(Net):
    """Hears AHEAD frames more than it judges: the gains of a frame come from that frame and from what is known SOON and AHEAD frames later."""
    hop, ahead = FAR_HOP, AHEAD

    def __init__(self):
        nn.Module.__init__(self)
        self.input = nn.Linear(BANDS, FAR_HIDDEN)
        self.recurrent = nn.GRU(FAR_HIDDEN, FAR_HIDDEN, batch_first=True)
        self.joint = nn.Linear(3 * FAR_HIDDEN, FAR_HIDDEN)
        self.output = nn.Linear(FAR_HIDDEN, BANDS)
        nn.init.constant_(self.output.bias, 1.0)

    def forward(self, features):
        """Gains of all frames but the last AHEAD ones."""
        x = torch.relu(self.input(features))
        y, _ = self.recurrent(x)
        known = torch.cat([y[:, AHEAD:], y[:, SOON:SOON - AHEAD], x[:, :-AHEAD]], 2)
        return torch.sigmoid(self.output(torch.relu(self.joint(known))))


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


def enhance_far(net, samples, depth):
    """A whole clip through the far net, FFT + (AHEAD - 1) * FAR_HOP samples late, as the Java class does it."""
    window, blocks = torch.tensor(far_window()), len(samples) // FAR_HOP
    padded = nn.functional.pad(samples[: blocks * FAR_HOP], (FFT - FAR_HOP, 0))
    spectrum = torch.fft.rfft(padded.unfold(0, FFT, FAR_HOP) * window)
    bands = torch.tensor(band_matrix())
    gains = net(net.features((spectrum.abs() ** 2 @ bands)[None]))[0]
    floor = 10 ** (-depth / 20)
    spread = bands.T.clone()
    spread[0, 0] = 1
    frames = torch.fft.irfft(spectrum[: blocks - AHEAD] * ((floor + (1 - floor) * gains) @ spread), FFT) * window / 2
    out = torch.zeros((blocks + 3 + AHEAD) * FAR_HOP)
    for t, frame in enumerate(frames):
        out[(t + AHEAD) * FAR_HOP:(t + AHEAD) * FAR_HOP + FFT] += frame
    return out[: blocks * FAR_HOP]
