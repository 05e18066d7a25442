class Adder:
    def __init__(self):
        self.value = 0
    def __call__(self, numbers):
        self.value = 0
        for n in numbers:
            self.value += n
        return self.value
total = Adder()
