"""The part-3 VAE in PyTorch; `compile` as second argument compiles the whole step."""

import sys
import time

import gate
import mnist

import torch
from torch import nn
from torch.nn import functional as F

PIXELS, LATENT, BATCH, DROPOUT = 784, 2, 500, 0.3


def block(inputs, units, activation):
    return nn.Sequential(nn.Linear(inputs, units), activation, nn.BatchNorm1d(units, 1e-3, 0.01), nn.Dropout(DROPOUT))


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(block(PIXELS, 256, nn.ReLU()), block(256, 128, nn.ReLU()))
        self.mean, self.log_var = nn.Linear(128, LATENT), nn.Linear(128, LATENT)
        self.decoder = nn.Sequential(
            block(LATENT, 128, nn.LeakyReLU(0.3)), block(128, 256, nn.LeakyReLU(0.3)), nn.Linear(256, PIXELS)
        )
        for layer in self.modules():
            if isinstance(layer, nn.Linear):
                nn.init.xavier_uniform_(layer.weight)
                nn.init.zeros_(layer.bias)

    def forward(self, x):
        hidden = self.encoder(x)
        mean, log_var = self.mean(hidden), self.log_var(hidden)
        logits = self.decoder(mean + torch.exp(log_var / 2) * torch.randn_like(mean))
        reconstruction = F.binary_cross_entropy_with_logits(logits, x) * PIXELS
        kl = -0.5 * (1 + log_var - mean.square() - log_var.exp()).sum(1).mean()
        return (reconstruction + kl) / (2 * PIXELS)


train, test = map(torch.from_numpy, mnist.load())
model = Vae()
loss_of = torch.compile(model) if "compile" in sys.argv[2:] else model
optimizer = torch.optim.Adam(model.parameters(), 1e-4, eps=1e-8)
gate.say(ready=True, version=f"PyTorch {torch.__version__}")
while True:
    gate.wait()
    start = time.perf_counter()
    model.train()
    for indices in torch.randperm(len(train)).split(BATCH):
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(train[indices])
        loss.backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        val_loss = sum(loss_of(batch).item() for batch in test.split(BATCH)) / (len(test) // BATCH)
    gate.say(seconds=time.perf_counter() - start, val_loss=val_loss)
