def total(numbers):
    if len(numbers) == 0: return 0
    if len(numbers) == 1: return numbers[0]
    mid = len(numbers) // 2
    return total(numbers[:mid]) + total(numbers[mid:])
