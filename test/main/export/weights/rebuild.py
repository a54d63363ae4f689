"""The codes of images, from a file of weights and an IDX file alone: rebuild.py WEIGHTS IMAGES[.gz] OUT (float32, [n, latent_dim])."""
import gzip, json, struct, sys
import numpy as np

weights, images, out = sys.argv[1:]
data = open(weights, "rb").read()
(length,) = struct.unpack("<Q", data[:8])
header = json.loads(data[8 : 8 + length])
metadata = header.pop("__metadata__")
assert metadata["description_version"] == "1"
model = json.loads(metadata["model"])
tensors = {
    name: np.frombuffer(data[8 + length + begin : 8 + length + end], "<f4").reshape(entry["shape"])
    for name, entry in header.items()
    for begin, end in [entry["data_offsets"]]
}
layers = {
    "Dense": lambda x, l: x @ tensors[l["kernel"]] + tensors[l["bias"]],
    "ReLU": lambda x, l: np.maximum(x, 0),
    "LeakyReLU": lambda x, l: np.where(x > 0, x, l["negative_slope"] * x),
    "Dropout": lambda x, l: x,
    "BatchNormalization": lambda x, l: tensors[l["gamma"]] * (x - tensors[l["moving_mean"]])
    / np.sqrt(tensors[l["moving_variance"]] + l["epsilon"]) + tensors[l["beta"]],
}
raw = (gzip.open if images.endswith(".gz") else open)(images, "rb").read()
x = np.frombuffer(raw, np.uint8, offset=16).reshape(struct.unpack(">I", raw[4:8])[0], -1) * model["input"]["scale"]
for layer in model["encoder"] + model[model["latents"]]:
    x = layers[layer["class"]](x, layer)
x.astype("<f4").tofile(out)
