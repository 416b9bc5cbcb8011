"""Lets ``python -m dangvien_xlsx`` do what the command ``dangvien-xlsx`` does."""

from dangvien_xlsx.cli.main import main

if __name__ == "__main__":
    main()
