"""Both GIFs of the tutorial by matplotlib and pillow, from the arrays in the folder named on the command line."""

import os
import sys
import time

import gate
import numpy as np

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.animation import FuncAnimation

folder, out = sys.argv[1:3]
epochs, manifolds, latents, labels = (np.load(os.path.join(folder, f"{n}.npy")) for n in ("epochs", "manifolds", "latents", "labels"))


def save(figure, update, interval, name):
    FuncAnimation(figure, update, frames=len(epochs), interval=interval).save(os.path.join(out, name), dpi=80, writer="pillow")
    plt.close(figure)


def manifold():
    figure, axes = plt.subplots(figsize=(10, 10))
    axes.axis("off")
    image = axes.imshow(manifolds[0] / 255, cmap="Greys_r", vmin=0, vmax=1)

    def update(i):
        image.set_array(manifolds[i] / 255)
        axes.set_title(f"Epoch: {epochs[i]}")

    save(figure, update, 100, "manifold.gif")


def scatter():
    figure, axes = plt.subplots(figsize=(10, 10))
    points = axes.scatter(*latents[0].T, c=labels, cmap="coolwarm", vmin=0, vmax=9)
    figure.colorbar(points)
    axes.set(xlim=(-5, 5), ylim=(-5, 5))

    def update(i):
        points.set_offsets(latents[i])
        axes.set_title(f"Epoch: {epochs[i]}")

    save(figure, update, 150, "z_distr.gif")


gate.say(ready=True, version=f"matplotlib {matplotlib.__version__}")
while True:
    gate.wait()
    start = time.perf_counter()
    manifold()
    scatter()
    gate.say(seconds=time.perf_counter() - start)
