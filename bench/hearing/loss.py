"""What the net is trained for: a compressed spectrum, SI-SDR, and a stand-in for HASPI that can be differentiated.

The stand-in follows the structure of HASPI v2 (Kates and Arehart 2021): envelopes in dB above threshold in auditory
bands, cepstral coefficients 2 to 6 across the bands, modulation bands, and in each the correlation of the clean sound in a
normal ear with the aided sound in an impaired one. It is only for training: the referee is the real one.
"""
import numpy as np
import torch

AUDIOGRAMS = {  # Bisgaard, Vlaming and Dahlquist 2010, at 250 500 1k 2k 3k 4k 6k Hz
    "N1": [10, 10, 10, 15, 20, 30, 40], "N2": [20, 20, 25, 35, 40, 45, 50], "N3": [35, 35, 40, 50, 55, 60, 65],
    "N4": [55, 55, 55, 65, 70, 75, 80], "S1": [10, 10, 10, 15, 30, 55, 70], "S2": [20, 20, 25, 55, 75, 95, 95],
}
F = np.array([250, 500, 1000, 2000, 3000, 4000, 6000], float)


def nalr(levels):
    h = np.array(levels, float)
    total = h[1] + h[2] + h[3]
    x = 0.05 * total if total <= 180 else 9 + 0.116 * (total - 180)
    return np.maximum(0, x + 0.31 * h + np.array([-17, -8, 1, -1, -2, -2, -2]))


class Ear:
    def __init__(self, bands=32):
        erb = lambda f: 21.4 * np.log10(1 + 0.00437 * f)
        centres = (10 ** (np.linspace(erb(100), erb(7600), bands) / 21.4) - 1) / 0.00437
        f = np.arange(129) * 62.5
        width = 24.7 + 0.108 * centres
        matrix = (1 + (2.2 * (f[:, None] - centres) / width) ** 2) ** -2
        self.matrix = torch.tensor(matrix, dtype=torch.float32)
        self.window = torch.hann_window(256)
        self.loss = torch.tensor(np.stack([np.interp(centres, F, a) for a in AUDIOGRAMS.values()]), dtype=torch.float32)
        self.gain = torch.tensor(np.stack([np.interp(centres, F, nalr(a)) for a in AUDIOGRAMS.values()]), dtype=torch.float32)
        k = np.arange(1, 6)
        self.basis = torch.tensor(np.cos(np.pi * k[None] * np.arange(bands)[:, None] / (bands - 1)), dtype=torch.float32)

    def levels(self, x):
        """Band levels in dB, 65 dB for a sound with an RMS of one: [batch, frames, bands]."""
        spectrum = torch.stft(x, 256, 64, window=self.window, return_complex=True, center=False).transpose(1, 2)
        power = (spectrum.real ** 2 + spectrum.imag ** 2) * (2 / (256 * float((self.window ** 2).sum())))
        return 65 + 10 * torch.log10(power @ self.matrix + 1e-9)

    def __call__(self, clean, heard, which):
        scale = 1 / (clean.pow(2).mean(1, keepdim=True).sqrt() + 1e-6)
        normal = torch.nn.functional.softplus(self.levels(clean * scale), beta=0.5)
        impaired = torch.nn.functional.softplus(self.levels(heard * scale) + self.gain[which][:, None] - self.loss[which][:, None], beta=0.5)
        active = (normal.mean(2, keepdim=True) > 12).float()
        share = active.sum(1, keepdim=True) + 1

        def modulation(level):
            cepstra = level @ self.basis
            cepstra = (cepstra - (cepstra * active).sum(1, keepdim=True) / share) * active
            return torch.fft.rfft(cepstra, dim=1)

        a, b = modulation(normal), modulation(impaired)
        hertz = np.fft.rfftfreq(normal.shape[1], 1 / 250)
        total = 0
        bounds = [0.4, 4, 8, 12.5, 20.8, 30.7, 52, 78, 125]
        for low, high in zip(bounds, bounds[1:]):
            pick = torch.tensor((hertz >= low) & (hertz < high))
            x, y = a[:, pick], b[:, pick]
            both = (x * y.conj()).real.sum(1)
            total = total + (both / ((x.abs() ** 2).sum(1) * (y.abs() ** 2).sum(1) + 1e-6).sqrt()).mean()
        return total / (len(bounds) - 1)


WINDOW = torch.hann_window(320)


def compressed(clean, out):
    def parts(x):
        s = torch.stft(x, 320, 160, window=WINDOW, return_complex=True)
        magnitude = (s.real ** 2 + s.imag ** 2 + 1e-8) ** 0.15
        return magnitude, s / (s.abs() + 1e-4) * magnitude
    scale = 0.1 / (clean.pow(2).mean(1, keepdim=True).sqrt() + 1e-4)
    (a, ca), (b, cb) = parts(clean * scale), parts(out * scale)
    miss = a - b
    return (miss ** 2 * torch.where(miss > 0, 1.5, 1.0)).mean() + 0.3 * ((ca - cb).abs() ** 2).mean()


def si_sdr(clean, out):
    scale = (clean * out).sum(1, keepdim=True) / (clean.pow(2).sum(1, keepdim=True) + 1e-6)
    target = scale * clean
    return 10 * torch.log10(target.pow(2).sum(1) / ((out - target).pow(2).sum(1) + 1e-6) + 1e-6)
