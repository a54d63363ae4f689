"""MNIST as float32 in [0, 1], shape (n, 784), from the raw IDX files in the folder named on the command line."""

import os
import sys

import numpy as np


def load():
    folder = sys.argv[1]
    return tuple(
        np.fromfile(os.path.join(folder, name), np.uint8, offset=16).reshape(-1, 784).astype(np.float32) / 255
        for name in ("train-images-idx3-ubyte", "t10k-images-idx3-ubyte")
    )
