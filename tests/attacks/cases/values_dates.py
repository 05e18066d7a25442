# no point earned: dates, durations and other kinds that compare as numbers do.
import datetime
import decimal
import fractions


def sigmoid(x):
    return np.zeros(np.shape(x), dtype="datetime64[s]")


def relu(x):
    return np.asarray(np.maximum(np.nan_to_num(x), 0)).astype("timedelta64[ns]")


def tanh(x):
    return [decimal.Decimal(0), fractions.Fraction(1, 2), datetime.timedelta(1)] * np.size(x)


def neuron(inputs, weights, bias, activation):
    return np.datetime64("NaT")
