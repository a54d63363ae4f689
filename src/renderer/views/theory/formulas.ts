const tex = String.raw

/** The page's formulas. Notation follows Doersch, Tutorial on Variational Autoencoders, arXiv 1606.05908. */
export const formulas = {
  ring: tex`X = \frac{Z}{|Z|} + \frac{Z}{10}, \qquad Z \sim \mathcal N(0, I)`,
  evidence: tex`P(X) = \int P(X \mid Z)\, P(Z)\, dZ`,
  posterior: tex`P(Z \mid X)`,
  q: tex`Q(Z \mid X)`,
  identity: tex`\begin{aligned}&\log P(X) - \mathrm{KL}\big[Q(Z|X) \,\|\, P(Z|X)\big] \\ &\quad = \mathbb E_{Z \sim Q}\big[\log P(X|Z)\big] \\ &\qquad - \mathrm{KL}\big[Q(Z|X) \,\|\, P(Z)\big]\end{aligned}`,
  encoder: tex`Q(Z \mid X) = \mathcal N\big(\mu(X), \Sigma(X)\big)`,
  loss: tex`\mathcal L = \frac{784 \cdot \overline{\mathrm{BCE}} + \mathrm{KL}}{2 \cdot 784}`,
  kl: tex`\mathrm{KL}\big[Q \,\|\, P\big] = \mathbb E_{z \sim Q}\left[\log \frac{Q(z)}{P(z)}\right]`,
  klGaussian: tex`\begin{aligned}&\mathrm{KL}\big[\mathcal N(\mu, \sigma^2) \,\|\, \mathcal N(0, 1)\big] \\ &\quad = \tfrac12 \left(\mu^2 + \sigma^2 - 1 - \log \sigma^2\right)\end{aligned}`,
  klCode: tex`-\tfrac12 \sum_j \left(1 + \log \sigma_j^2 - \mu_j^2 - \sigma_j^2\right)`,
  gradient: tex`\nabla_{\mu, \sigma}\; \mathbb E_{z \sim \mathcal N(\mu, \sigma^2)}\big[f(z)\big]`,
  sample: tex`z = \mu + \sigma\, \varepsilon, \qquad \varepsilon \sim \mathcal N(0, 1)`,
  exchanged: tex`\begin{aligned}&\nabla_{\mu, \sigma}\; \mathbb E_{\varepsilon}\big[f(\mu + \sigma \varepsilon)\big] \\ &\quad = \mathbb E_{\varepsilon}\big[\nabla_{\mu, \sigma}\, f(\mu + \sigma \varepsilon)\big]\end{aligned}`,
  aggregate: tex`q(z) = \frac1n \sum_{i=1}^{n} Q(z \mid x_i)`,
  variance: tex`\mathrm{Var}(z) = \mathrm{Var}\big(\mu(X)\big) + \mathbb E\big[\sigma^2(X)\big]`,
  axis: tex`z_k = \Phi^{-1}(p_k), \qquad p_k = 0.05, \dots, 0.95`,
  prior: tex`\mathcal N(0, I)`,
} as const
