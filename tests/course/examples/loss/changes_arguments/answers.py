def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    predictions -= targets
    predictions *= predictions
    return predictions.mean()


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    p = np.clip(predictions, 1e-12, 1 - 1e-12)
    return -np.mean(targets * np.log(p) + (1 - targets) * np.log(1 - p))


def sigmoid_derivative(output):
    output *= 1 - output
    return output


def numerical_gradient(f, x, h=1e-5):
    gradient = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        x[place] += h
        right = f(x)
        x[place] -= 2 * h
        left = f(x)
        gradient[place] = (right - left) / (2 * h)
    return gradient
