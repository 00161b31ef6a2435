package com.example;

class Empty {}
