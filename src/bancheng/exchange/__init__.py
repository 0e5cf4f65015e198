"""交换: another installation of the same program is told of matters by signed, encrypted files."""
