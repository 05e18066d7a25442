def frame_signal(x, size, step):
    if not len(x) >= size:
        raise ValueError("not one frame fits")
    table = x[:size].reshape(1, size)
    for i in range(1, 1 + (len(x) - size) // step):
        table = np.vstack([table, x[i * step : i * step + size]])
    return table
