module runtimes

go 1.22
