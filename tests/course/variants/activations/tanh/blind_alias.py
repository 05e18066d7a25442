import numpy as np


tanh = np.tanh
