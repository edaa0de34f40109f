"""Writes nal_r.csv: what pyclarity 0.9.0 prescribes by NAL-R, and what its filters do at audiometric frequencies.

pip install pyclarity==0.9.0; python nal_r.py > nal_r.csv
"""

import numpy as np
from clarity.enhancer.nalr import NALR
from clarity.utils.audiogram import Audiogram

FREQUENCIES = np.array([250, 500, 1000, 2000, 3000, 4000, 6000, 8000])
# Bisgaard, Vlaming, Dahlquist (2010): standard audiograms, at FREQUENCIES
AUDIOGRAMS = {
    "none": [0, 0, 0, 0, 0, 0, 0, 0],
    "n1": [10, 10, 10, 15, 20, 30, 40, 40],
    "n2": [20, 20, 25, 35, 40, 45, 50, 50],
    "n3": [35, 35, 40, 50, 55, 60, 65, 65],
    "n4": [55, 55, 55, 65, 70, 75, 80, 80],
    "n7": [90, 95, 105, 105, 105, 105, 105, 105],
    "s1": [10, 10, 10, 15, 30, 55, 70, 70],
    "s2": [20, 20, 25, 55, 75, 95, 95, 95],
}
PLACES = [250, 500, 1000, 2000, 3000, 4000, 6000]

print("audiogram;levels;order;rate;" + ";".join(f"filter at {place} Hz" for place in PLACES))
for name, levels in AUDIOGRAMS.items():
    for order, rate in ((220, 24000), (220, 48000), (160, 16000)):
        fir, _ = NALR(order, rate).build(Audiogram(levels=np.array(levels), frequencies=FREQUENCIES))
        steps = np.exp(-2j * np.pi * np.outer(PLACES, np.arange(order + 1)) / rate)
        response = 20 * np.log10(np.abs(steps @ fir))
        print(f"{name};{' '.join(map(str, levels))};{order};{rate};" + ";".join(f"{each:.4f}" for each in response))
