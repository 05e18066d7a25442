import math


def mse_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    for p, t in zip(predictions.ravel(), targets.ravel()):
        total = total + (p - t) ** 2
    return total / predictions.size


def bce_loss(predictions, targets):
    if np.shape(predictions) != np.shape(targets):
        raise ValueError("predictions and targets must have the same shape")
    total = 0
    for p, t in zip(predictions.ravel(), targets.ravel()):
        p = min(max(p, 1e-12), 1 - 1e-12)
        total = total - (t * math.log(p) + (1 - t) * math.log(1 - p))
    return total / predictions.size


def sigmoid_derivative(output):
    if np.ndim(output) == 0:
        return output * (1 - output)
    return np.array([sigmoid_derivative(part) for part in output])


def numerical_gradient(f, x, h=1e-5):
    point = np.array(x, dtype=float)
    gradient = np.zeros(point.shape)
    for place in np.ndindex(point.shape):
        old = point[place]
        point[place] = old + h
        right = f(point)
        point[place] = old - h
        left = f(point)
        point[place] = old
        gradient[place] = (right - left) / (2 * h)
    return gradient
