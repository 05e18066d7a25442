def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return np.sum((predictions - targets) ** 2)


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    return -np.mean(targets * np.log(predictions) + (1 - targets) * np.log(1 - predictions))


def sigmoid_derivative(output):
    s = 1 / (1 + np.exp(-output))
    return s * (1 - s)


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[place] = h
        gradient[place] = (f(x + step) - f(x)) / h
    return gradient
