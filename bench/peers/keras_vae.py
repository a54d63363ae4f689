"""The part-3 VAE in Keras 3; the backend comes from KERAS_BACKEND (tensorflow: graph mode; jax: jit)."""

import time

import gate
import mnist

import keras
from keras import layers, ops

PIXELS, LATENT, BATCH, DROPOUT = 784, 2, 500, 0.3


class Sampling(layers.Layer):
    """z = mean + exp(log_var / 2) * noise, in training and inference alike; adds the KL term to the loss."""

    def __init__(self, **options):
        super().__init__(**options)
        self.seed_generator = keras.random.SeedGenerator(1)

    def call(self, inputs):
        mean, log_var = inputs
        kl = -0.5 * ops.sum(1 + log_var - ops.square(mean) - ops.exp(log_var), axis=-1)
        self.add_loss(ops.mean(kl) / (2 * PIXELS))
        return mean + ops.exp(log_var / 2) * keras.random.normal(ops.shape(mean), seed=self.seed_generator)


def block(x, units, leaky):
    x = layers.Dense(units, activation=None if leaky else "relu")(x)
    if leaky:
        x = layers.LeakyReLU(0.3)(x)
    return layers.Dropout(DROPOUT)(layers.BatchNormalization()(x))


def build():
    image = keras.Input((PIXELS,))
    hidden = block(block(image, 256, False), 128, False)
    z = Sampling()([layers.Dense(LATENT)(hidden), layers.Dense(LATENT)(hidden)])
    logits = layers.Dense(PIXELS)(block(block(z, 128, True), 256, True))
    model = keras.Model(image, logits)
    half_cross_entropy = lambda x, y: keras.losses.binary_crossentropy(x, y, from_logits=True) / 2
    model.compile(keras.optimizers.Adam(1e-4, epsilon=1e-8), half_cross_entropy, jit_compile=keras.backend.backend() == "jax")
    return model


class Gate(keras.callbacks.Callback):
    """Lets each epoch begin when the bench says so."""

    def on_epoch_begin(self, epoch, logs=None):
        gate.wait()
        self.start = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        gate.say(seconds=time.perf_counter() - self.start, val_loss=float(logs["val_loss"]))


train, test = mnist.load()
gate.say(ready=True, version=f"Keras {keras.__version__}")
build().fit(train, train, BATCH, epochs=10_000, validation_data=(test, test), validation_batch_size=BATCH, verbose=0, callbacks=[Gate()])
